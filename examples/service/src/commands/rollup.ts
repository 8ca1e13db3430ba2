/** `rollup ACTION`: how the city-wide copy stands with each district, and has one built anew by the service that runs. */
import { databaseFault } from '@chuishao/adapters/postgres'
import { forgetRollup, rollupLag, type RollupLag } from '@chuishao/adapters/rollup'
import { StoreUnavailableError, type TicketStore } from '@chuishao/core/service'
import type { DatabaseChoice, ServiceConfig } from '../config/service-config.ts'
import { openDatabase, refuseMissing, tenantsIn } from '../parts/open-databases.ts'
import { rollupChoice } from '../parts/open-rollup.ts'
import type { ServiceCommand } from './command.ts'
import { needed, OptionsError, readOptions, servedTenant } from './options.ts'

export const rollup: ServiceCommand = {
  about: {
    zh: '全市汇总与各租户是否一致；让运行中的服务重建其一',
    en: 'Whether the city-wide copy fits each tenant; has the running service build one anew',
  },
  usage: 'status | rebuild --tenant ID',
  async run({ config, args: [action = '', ...args] }) {
    const { tenant } = readOptions(args, { tenant: { type: 'string' } })
    if (action !== 'status' && action !== 'rebuild') throw new OptionsError('rollup status | rebuild')
    if (action === 'status' && tenant !== undefined)
      throw new OptionsError('--tenant 只用于 rebuild / --tenant is for rebuild')
    const tenantId = action === 'rebuild' ? servedTenant(needed('tenant', tenant), config.cities) : undefined
    if (!config.rollup)
      throw new OptionsError('配置中没有全市汇总（rollup） / The configuration has no rollup')
    const place = rollupChoice(config.rollup)
    await refuseMissing([place, ...config.databases])
    const copy = await open(place).catch((error: unknown) => {
      throw awayError('全市汇总库', 'The city-wide database', error)
    })
    try {
      return await (tenantId === undefined ? status(copy.db, config) : rebuild(copy.db, config, tenantId))
    } finally {
      await copy.close()
    }
  },
}

type Copy = Awaited<ReturnType<typeof open>>['db']

/** One attempt: whoever asks how things stand wants to hear soon that a database is away. */
const open = (choice: DatabaseChoice) =>
  openDatabase({ ...choice, startTimeoutSeconds: 0 }, { onConnectionLost: () => {} })

async function status(db: Copy, config: ServiceConfig): Promise<number> {
  const lags = (await Promise.all(config.databases.map((choice) => lagsOf(db, choice, config)))).flat()
  for (const lag of lags) console.log(JSON.stringify(lag))
  for (const { tenantId, diverged } of lags)
    if (diverged) console.error(divergedSentence(tenantId))
    else if (diverged === undefined)
      console.error(`${tenantId}: 其数据库无法连接，无从比较 / its database is away, nobody can compare`)
  return lags.every(({ diverged }) => diverged === false) ? 0 : 1
}

const divergedSentence = (tenantId: string) =>
  `${tenantId}: 汇总停住：其数据库不是汇总所依据的那一份（可能恢复自旧备份）。确认该数据库无误后：rollup rebuild --tenant ${tenantId}
${tenantId}: the copy stands still: its database is not the one that it was fed from, as after a restore of an older backup. If that database is right: rollup rebuild --tenant ${tenantId}`

async function lagsOf(db: Copy, choice: DatabaseChoice, { cities }: ServiceConfig): Promise<RollupLag[]> {
  const tenantIds = tenantsIn(choice, Object.keys(cities))
  const opened = await open(choice).catch((error: unknown) => {
    if (databaseFault(error) === undefined) throw error
    return undefined
  })
  try {
    return await rollupLag({ db, store: opened?.store ?? away, tenantIds })
  } finally {
    await opened?.close()
  }
}

const away: Pick<TicketStore, 'feed' | 'position'> = {
  position: async () => Promise.reject(new StoreUnavailableError(new Error('It is away.'))),
  feed() {
    throw new StoreUnavailableError(new Error('It is away.'))
  },
}

/** Its figures are gone until they are built again, so not while there is nothing to build them from. */
async function rebuild(db: Copy, { databases, cities }: ServiceConfig, tenantId: string): Promise<number> {
  const choice = databases.find((it) => tenantsIn(it, Object.keys(cities)).includes(tenantId))
  if (!choice) throw new OptionsError(`没有租户 / There is no tenant ${tenantId}`)
  const district = await open(choice).catch((error: unknown) => {
    throw awayError(
      `未改动：租户 ${tenantId} 的数据库`,
      `Nothing is changed: the database of ${tenantId}`,
      error,
    )
  })
  try {
    const head = await district.store.position(tenantId)
    await forgetRollup(db, tenantId)
    console.log(
      `${tenantId}: 将由运行中的服务重建，共 ${head} 个事件 / will be built anew from ${head} events by the service that runs`,
    )
    return 0
  } finally {
    await district.close()
  }
}

/** The same error with the name of its database, where it is about the way to one. */
function awayError(zh: string, en: string, error: unknown): unknown {
  const fault = databaseFault(error)
  return fault ? new OptionsError(`${zh}：${fault.zh}\n${en}: ${fault.en}`, { cause: error }) : error
}
