/** A few tickets with histories of several events, in two tenants, and ways to tamper with them past the service. */
import { fold } from '@chuishao/core/lifecycle'
import { people } from '@chuishao/core/testing'
import { sealEvent, type Command, type TicketEvent } from '@chuishao/core/ticket'
import { attachmentOf, summarize, type TicketStore, noDueDate, searchText } from '@chuishao/core/service'
import { sql, type Kysely } from 'kysely'
import {
  dueTenants,
  dueTicketId,
  serviceOn,
  whistledAt,
  whistleMany,
} from '../../deadlines/testing/due-city.ts'
import type { Database } from '../../postgres/database.ts'
import { eventsOfTicket } from '../../postgres/events.ts'
import { storedTables } from '../../postgres/move/stored-tables.ts'
import { tenantGrams } from '../../postgres/search/tenant-grams.ts'
import { randomSalt } from '../../salt/random-salt.ts'

export const tenantId = dueTenants[0] ?? ''
/** This ticket is tampered with: whistled with a resident's data, three comments, the first with a photo, withdrawn. */
export const ticketId = dueTicketId(1_000)
const ref = { tenantId, ticketId }
const key = { tenant_id: tenantId, ticket_id: ticketId }

/** Three tickets in our tenant, of which one is ours, and two in another. */
export async function fillCity(store: TicketStore): Promise<void> {
  const service = serviceOn(store, () => whistledAt)
  await whistleMany(service, 4)
  const location = { crs: 'wgs84', lng: 111.67, lat: 40.82, communityId: 'community-1' } as const
  const contact = { name: '张某某', phone: '13800000000' }
  const draft = { matterCode: 'parking', description: '楼下乱停车', location, contact }
  const session = { tenantId, actor: people.gridWorker }
  const photo = await service.upload(session, attachmentOf(new Uint8Array([1, 2, 3]), 'image/png'))
  const steps: Command[] = [
    { type: 'WHISTLE', draft },
    { type: 'COMMENT', text: '第一', attachments: [photo] },
    { type: 'COMMENT', text: '第二' },
    { type: 'COMMENT', text: '第三' },
    { type: 'WITHDRAW', reason: '已自行解决' },
  ]
  for (const [ifVersion, command] of steps.entries()) {
    const options = { commandId: `step-${ifVersion}`, ifVersion }
    const outcome = await service.execute(session, ticketId, command, options)
    if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  }
}

/** Puts everything aside; what it answers puts everything back. */
export async function keepAside(db: Kysely<Database>): Promise<() => Promise<void>> {
  const names = (await storedTables(db)).map(({ name }) => name)
  await sql`create schema aside`.execute(db)
  for (const name of names)
    await sql`create table aside.${sql.id(name)} as table ${sql.table(name)}`.execute(db)
  return () =>
    withoutConstraints(db, async (tx) => {
      for (const name of names) await sql`delete from ${sql.table(name)}`.execute(tx)
      for (const name of names)
        await sql`insert into ${sql.table(name)} table aside.${sql.id(name)}`.execute(tx)
    })
}

/** As somebody who may do everything in the database: foreign keys do not hold them up. */
export const withoutConstraints = (db: Kysely<Database>, work: (tx: Kysely<Database>) => Promise<void>) =>
  db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    await work(tx)
  })

export const historyOf = (db: Kysely<Database>) => eventsOfTicket(db, ref, { afterVersion: 0, limit: 1_000 })

/** The history from a version on, sealed anew with every link in its place, as a patient forger would. */
export function sealedAgain(
  events: TicketEvent[],
  from: number,
  change: (event: TicketEvent) => TicketEvent,
) {
  const forged = events.slice(0, from - 1)
  for (const event of events.slice(from - 1)) {
    const {
      hash: _,
      previousHash: __,
      schemaVersion: ___,
      personalDigest: ____,
      ...unsealed
    } = event.version === from ? change(event) : event
    forged.push(sealEvent(unsealed, forged.at(-1)?.hash ?? '', event.personal?.salt ?? randomSalt()))
  }
  return forged
}

/** Writes a history, the state that it makes, and all lines of lists. */
export async function putHistory(tx: Kysely<Database>, events: TicketEvent[]): Promise<void> {
  for (const event of events) await putEvent(tx, event)
  for (const { version } of events)
    await tx
      .updateTable('whistle_event')
      .set({ summary: JSON.stringify(summarize(fold(ticketId, events.slice(0, version)))) })
      .where('tenant_id', '=', tenantId)
      .where('ticket_id', '=', ticketId)
      .where('version', '=', version)
      .execute()
  const state = fold(ticketId, events)
  const line = summarize(state)
  await tx
    .updateTable('whistle_ticket')
    .set({
      state: JSON.stringify(state),
      version: state.version,
      status: state.status,
      summary: JSON.stringify(line),
      search_text: searchText(line),
      updated_at: line.updatedAt,
      due_key: line.dueAt ?? noDueDate,
    })
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', ticketId)
    .execute()
  await tx
    .updateTable('whistle_search')
    .set({ tenant_grams: tenantGrams(tenantId, searchText(line)) })
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', ticketId)
    .execute()
  for (const { kind, dueAt } of Object.values(state.clocks))
    await tx
      .insertInto('whistle_deadline')
      .values({ ...key, kind, due_at: dueAt, leased_by: null, leased_until: null })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}

/** Writes one event over the one that has its version. */
export async function putEvent(
  tx: Kysely<Database>,
  event: object,
  version = versionOf(event),
): Promise<void> {
  await tx
    .updateTable('whistle_event')
    .set({ event: JSON.stringify(event) })
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', ticketId)
    .where('version', '=', version)
    .execute()
}

const versionOf = (event: object) =>
  'version' in event && typeof event.version === 'number' ? event.version : 0
