/** `webhooks ACTION`: how endpoints stand, what was not delivered, send it again, stop, go on, and try one. */
import {
  deadLetters,
  disableEndpoint,
  enableEndpoint,
  endpointStates,
  newKeyPair,
  newSecret,
  replay,
  type Endpoint,
  type Replay,
} from '@chuishao/adapters/delivery'
import { Instant } from '@chuishao/core/ticket'
import { configuredEndpoints } from '../parts/configured-endpoints.ts'
import { openDatabases, type OpenDatabases } from '../parts/open-databases.ts'
import type { ServiceCommand } from './command.ts'
import { needed, OptionsError, readOptions, servedTenant } from './options.ts'

const actions = ['list', 'dead', 'replay', 'enable', 'disable', 'test', 'new-key'] as const

export const webhooks: ServiceCommand = {
  about: {
    zh: '接收端的状态、未送达的消息、重发、停用与启用、测试、生成密钥',
    en: 'How endpoints stand, dead letters, replay, disable and enable, a test event, a new key',
  },
  usage:
    'list | dead | replay (--dead | --position N | --since-position N | --since MOMENT) | enable | disable | test | new-key [--asymmetric]; [--endpoint ID] [--tenant ID]',
  async run({ config, args: [action = '', ...args] }) {
    const options = readOptions(args, {
      endpoint: { type: 'string' },
      tenant: { type: 'string' },
      dead: { type: 'boolean' },
      position: { type: 'string' },
      'since-position': { type: 'string' },
      since: { type: 'string' },
      asymmetric: { type: 'boolean' },
    })
    if (action === 'new-key') {
      console.log(options.asymmetric ? JSON.stringify(newKeyPair(), null, 2) : newSecret())
      return 0
    }
    const name = actions.find((it) => it === action)
    if (!name) throw new OptionsError(`webhooks ${actions.join(' | ')}`)
    const endpoints = configuredEndpoints(config)
    if (name === 'test') return sendTest(endpointNamed(endpoints, options.endpoint))

    const opened = await openDatabases({
      choices: config.databases,
      tenantIds: Object.keys(config.cities),
    })
    try {
      if (name === 'list') return await list(opened, endpoints)
      const endpointId = needed('endpoint', options.endpoint)
      const tenantId = servedTenant(needed('tenant', options.tenant), config.cities)
      const { db } = opened.databases.find(({ tenantIds }) => tenantIds.includes(tenantId)) ?? {}
      if (!db) throw new OptionsError(`没有租户 / There is no tenant ${tenantId}`)
      const ref = { endpointId, tenantId }
      const now = new Date().toISOString()
      if (name === 'dead') {
        // One that is configured no more may still have letters.
        const isKnown = (await endpointStates(db)).some((it) => it.endpointId === endpointId)
        if (!isKnown) endpointNamed(endpoints, endpointId)
        for (let after = 0; ;) {
          const letters = await deadLetters(db, ref, { after })
          for (const letter of letters) console.log(JSON.stringify(letter))
          after = letters.at(-1)?.position ?? Infinity
          if (after === Infinity) return 0
        }
      }
      if (name === 'replay') {
        const endpoint = endpointNamed(endpoints, endpointId)
        const count = await replay(db, endpoint, tenantId, replayOf(options), now)
        console.log(`${count} 条将重新发送 / ${count} will be sent again`)
        return count > 0 ? 0 : 1
      }
      const done = await (name === 'enable' ? enableEndpoint(db, ref) : disableEndpoint(db, ref, now))
      console.log(done ? '已更改 / changed' : `此租户没有接收端 / This tenant has no endpoint ${endpointId}`)
      return done ? 0 : 1
    } finally {
      await opened.close()
    }
  },
}

function endpointNamed(endpoints: readonly Endpoint[], id: string | undefined): Endpoint {
  const found = endpoints.find((it) => it.id === needed('endpoint', id))
  if (!found) throw new OptionsError(`配置中没有接收端 / No endpoint ${id} is configured`)
  return found
}

async function list({ databases }: OpenDatabases, endpoints: readonly Endpoint[]): Promise<number> {
  const states = (await Promise.all(databases.map(({ db }) => endpointStates(db)))).flat()
  for (const state of states) {
    const endpoint = endpoints.find(({ id }) => id === state.endpointId)
    const about = endpoint ? { kind: endpoint.kind, host: endpoint.host } : { configured: false }
    console.log(JSON.stringify({ ...state, ...about }))
  }
  const isWell = states.every(({ dead, disabledAt }) => dead === 0 && disabledAt === undefined)
  return isWell ? 0 : 1
}

async function sendTest(endpoint: Endpoint): Promise<number> {
  const { ok, result } = await endpoint.sendTest({ at: Date.now() })
  console.log(`${ok ? '已送达 / arrived' : '未送达 / did not arrive'}: ${result}`)
  return ok ? 0 : 1
}

function replayOf(options: {
  dead?: boolean | undefined
  position?: string | undefined
  'since-position'?: string | undefined
  since?: string | undefined
}): Replay {
  const { dead, position, 'since-position': sincePosition, since } = options
  const chosen: Replay[] = []
  if (dead) chosen.push({ dead: true })
  if (position !== undefined) chosen.push({ position: whole('position', position) })
  if (sincePosition !== undefined) chosen.push({ sincePosition: whole('since-position', sincePosition) })
  if (since !== undefined) chosen.push({ since: momentOf(since) })
  const [only, ...others] = chosen
  if (!only || others.length > 0)
    throw new OptionsError('--dead | --position N | --since-position N | --since MOMENT')
  return only
}

function whole(name: string, text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text))
    throw new OptionsError(`--${name}: 从 1 起的整数 / a whole number from 1`)
  return Number(text)
}

function momentOf(text: string): Instant {
  const moment = new Date(text)
  if (Number.isNaN(moment.getTime())) throw new OptionsError('--since: 2026-03-02T09:00:00+08:00')
  return Instant.parse(moment.toISOString())
}
