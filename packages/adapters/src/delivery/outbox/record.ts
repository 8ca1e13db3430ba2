/** Writes down what came of an attempt: for its deliveries, and for the endpoint as a whole. */
import type { Kysely } from 'kysely'
import * as z from 'zod/mini'
import { Instant } from '@chuishao/core/ticket'
import type { Database } from '../../postgres/database.ts'
import { readRow } from '../../postgres/read-row.ts'
import { inTransaction } from '../../postgres/transaction.ts'
import type { SendResult } from '../endpoint.ts'
import { markDelivered, markFailed, type Claimed } from './deliveries.ts'
import { changeEndpoint, type EndpointRef } from './endpoints.ts'

export interface RecordOptions {
  /** In milliseconds since 1970. */
  now: number
  /** How long to wait after an attempt, in milliseconds; undefined where it was the last. */
  waitAfter: (attempt: number) => number | undefined
  /** An endpoint that fails for so long is disabled, in milliseconds. */
  disableAfterMs: number
}

export interface Recorded {
  /** Positions that are tried no more. */
  dead: number[]
  /** Set where this attempt was the last straw. */
  disabled?: DisabledFor
}

/** `gone`: it answered 410. `failing`: nothing arrived for days. `operator`: somebody said so. */
export const disabledReasons = ['gone', 'failing', 'operator'] as const
export type DisabledFor = (typeof disabledReasons)[number]

const HealthRow = z.object({
  failing_since: z.nullable(Instant),
  hold_until: z.nullable(Instant),
  disabled_at: z.nullable(Instant),
})

export function recordResult(
  db: Kysely<Database>,
  ref: EndpointRef,
  claimed: readonly Claimed[],
  sent: SendResult,
  options: RecordOptions,
): Promise<Recorded> {
  return inTransaction(db, (tx) =>
    sent.ok ? arrived(tx, ref, claimed, sent, options) : failed(tx, ref, claimed, sent, options),
  )
}

const instant = (ms: number) => new Date(ms).toISOString()

async function arrived(
  db: Kysely<Database>,
  ref: EndpointRef,
  claimed: readonly Claimed[],
  { result }: SendResult,
  { now }: RecordOptions,
): Promise<Recorded> {
  for (const delivery of claimed) await markDelivered(db, ref, delivery, { now: instant(now), result })
  await db
    .updateTable('whistle_endpoint')
    .set({ failing_since: null })
    .where('tenant_id', '=', ref.tenantId)
    .where('endpoint_id', '=', ref.endpointId)
    // Most often there is nothing to clear, and the row is not touched.
    .where('failing_since', 'is not', null)
    .execute()
  return { dead: [] }
}

async function failed(
  db: Kysely<Database>,
  ref: EndpointRef,
  claimed: readonly Claimed[],
  { result, holdMs = 0, gone = false }: SendResult,
  { now, waitAfter, disableAfterMs }: RecordOptions,
): Promise<Recorded> {
  const row = await db
    .selectFrom('whistle_endpoint')
    .select(['failing_since', 'hold_until', 'disabled_at'])
    .where('tenant_id', '=', ref.tenantId)
    .where('endpoint_id', '=', ref.endpointId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const health = readRow('whistle_endpoint', HealthRow, row)

  const dead: number[] = []
  for (const delivery of claimed) {
    const wait = waitAfter(delivery.attempt)
    const dueAt = wait === undefined ? undefined : instant(now + Math.max(wait, holdMs))
    const recorded = await markFailed(db, ref, delivery, { now: instant(now), dueAt, result })
    if (recorded && dueAt === undefined) dead.push(delivery.position)
  }

  const since = health.failing_since ?? instant(now)
  const isLastStraw = gone || now - Date.parse(since) >= disableAfterMs
  const disabled = health.disabled_at === null && isLastStraw ? (gone ? 'gone' : 'failing') : undefined
  const hold = instant(now + holdMs)
  await changeEndpoint(db, ref, {
    failing_since: since,
    ...(holdMs > 0 && (health.hold_until ?? '') < hold && { hold_until: hold }),
    ...(disabled && { disabled_at: instant(now), disabled_for: disabled }),
  })
  return { dead, ...(disabled && { disabled }) }
}
