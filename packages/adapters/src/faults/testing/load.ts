/** People at work: several at once on the same tickets, each call written down before it is made and after its answer. */
import { Status } from '@chuishao/core/ticket'
import { setTimeout as pause } from 'node:timers/promises'
import * as z from 'zod/mini'
import type { Invocation, OperationLog } from '../operation-log.ts'
import type { Chance } from './chance.ts'
import { firstWhistle, nextCommand } from './next-command.ts'
import { bearer, personOf, tenants, type BearerOf, type Tenant } from './two-tenants.ts'

export interface LoadOptions {
  /** Where to send a call; resolves once there is a service. */
  url: () => Promise<string>
  log: OperationLog
  chance: Chance
  /** People per tenant. */
  people?: number
  /** What the way to the service does to requests. */
  network?: 'calm' | 'unruly'
  /** What people show to the service; by default what the service of the rounds takes. */
  bearerOf?: BearerOf
}

export interface Load {
  /** Acknowledged commands so far. */
  acknowledged(): number
  /** Resolves when so many more are acknowledged. */
  more(count: number): Promise<void>
  /** Resolves once every call under way has ended; rejects where one ended as no call may. */
  stop(): Promise<void>
}

const Answer = z.object({
  version: z.optional(z.int()),
  currentVersion: z.optional(z.int()),
  code: z.optional(z.string()),
  ticket: z.optional(z.object({ status: Status })),
})

interface Known {
  version: number
  status: Status
}

/** Tickets under work per tenant: few, so that people meet. */
const poolSize = 4

export function startLoad({
  url,
  log,
  chance,
  people = 3,
  network = 'calm',
  bearerOf = bearer,
}: LoadOptions): Load {
  let stopped = false
  let acknowledged = 0
  let calls = 0
  const pools = new Map<Tenant, Map<string, Known>>(tenants.map((tenant) => [tenant, new Map()]))
  const working = tenants.flatMap((tenant) => Array.from({ length: people }, () => work(tenant)))
  const ended = Promise.all(working)
  ended.catch(() => {})

  async function work(tenantId: Tenant): Promise<void> {
    const pool = pools.get(tenantId) ?? new Map<string, Known>()
    while (!stopped) {
      const ids = [...pool.keys()]
      const known = ids.length < poolSize ? undefined : ids[chance.below(ids.length)]
      const ticketId = known ?? crypto.randomUUID()
      const { version, status } = pool.get(ticketId) ?? { version: 0, status: 'draft' }
      const commandId = crypto.randomUUID()
      const { person, command } =
        version === 0 ? firstWhistle(commandId) : nextCommand(status, commandId, chance)
      const { personId } = personOf(tenantId, person)
      const authorization = bearerOf(tenantId, person)
      const order = { tenantId, ticketId, commandId, personId, ifVersion: version, command }

      const repeats = network === 'unruly' && chance.in(0.3) ? 2 : 1
      const all = await Promise.all(Array.from({ length: repeats }, () => call(order, authorization)))
      let answered = all.find((it) => it !== undefined)
      // Most ask again, under the same identifier; some walk away and never know.
      while (!answered && !stopped && chance.in(0.8)) answered = await call(order, authorization)
      remember(pool, ticketId, answered)
    }
  }

  /** Undefined where nobody knows what became of it. */
  async function call(
    order: Omit<Invocation, 'type' | 'call'>,
    authorization: string,
  ): Promise<Partial<Known> | undefined> {
    const base = await url()
    const id = String((calls += 1))
    const wait = network === 'unruly' ? chance.below(30) : 0
    const patienceMs = network === 'unruly' && chance.in(0.1) ? 1 + chance.below(20) : 20_000
    log.write({ type: 'invoke', call: id, ...order })
    try {
      if (wait > 0) await pause(wait)
      const response = await fetch(`${base}/api/v1/tickets/${order.ticketId}/commands`, {
        method: 'POST',
        headers: {
          Authorization: authorization,
          'Content-Type': 'application/json',
          'Idempotency-Key': order.commandId,
          'If-Match': `"v${order.ifVersion}"`,
        },
        body: JSON.stringify(order.command),
        signal: AbortSignal.timeout(patienceMs),
      })
      const { version, currentVersion, code, ticket } = z.parse(Answer, await response.json())
      if (response.ok && version !== undefined) {
        log.write({ type: 'ok', call: id, version })
        acknowledged += 1
        return { version, ...(ticket && { status: ticket.status }) }
      }
      // Also where the first call is still under way: it says nothing about how that one ends.
      if (response.status >= 500 || code === 'commandInProgress')
        throw new Error(code ?? String(response.status))
      log.write({ type: 'fail', call: id, code: code ?? String(response.status) })
      return { ...(currentVersion && { version: currentVersion }), ...(ticket && { status: ticket.status }) }
    } catch (error) {
      log.write({ type: 'unknown', call: id, why: error instanceof Error ? error.message : String(error) })
      // The service may be away: do not ask it a thousand times a second.
      await pause(20)
      return undefined
    }
  }

  return {
    acknowledged: () => acknowledged,
    async more(count) {
      const goal = acknowledged + count
      const enough = async () => {
        while (acknowledged < goal && !stopped) await pause(5)
      }
      await Promise.race([enough(), ended])
    },
    async stop() {
      stopped = true
      await ended
    },
  }
}

const over: Status[] = ['evaluated', 'withdrawn', 'merged', 'discarded']

function remember(pool: Map<string, Known>, ticketId: string, told: Partial<Known> | undefined): void {
  if (!told) return
  const before = pool.get(ticketId)
  const version = told.version ?? before?.version ?? 0
  if (version === 0 || (before && version < before.version)) return
  const status = told.status ?? before?.status ?? 'whistled'
  if (over.includes(status)) pool.delete(ticketId)
  else pool.set(ticketId, { version, status })
}
