/** Somebody with all rights in the database changes what is stored: the audit finds each way, and the first place. */
import { digest, type TicketEvent } from '@chuishao/core/ticket'
import { generateKeyPairSync } from 'node:crypto'
import { Kysely, PGliteDialect, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../postgres/database.ts'
import { migrateDatabase } from '../postgres/migrate.ts'
import { openPostgres } from '../postgres/pg.ts'
import { postgresStore } from '../postgres/postgres-store.ts'
import { startPostgres } from '../postgres/testing/start-postgres.ts'
import { isSignedBy, signAnchor, type Anchor } from './anchor.ts'
import { anchorOf, auditDatabase, type AuditProgress } from './audit-database.ts'
import { newPglite } from '../postgres/testing/new-pglite.ts'
import {
  fillCity,
  historyOf,
  keepAside,
  putEvent,
  putHistory,
  sealedAgain,
  tenantId,
  ticketId,
  withoutConstraints,
} from './testing/small-city.ts'

const at = '2026-03-02T12:00:00.000Z'
/** Of a ticket. */
const tables = ['event', 'command', 'deadline', 'party', 'search', 'view', 'photo_ticket', 'ticket']
const ours = sql`tenant_id = ${tenantId} and ticket_id = ${ticketId}`

const databases = {
  PGlite: async () => {
    const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite: newPglite }) })
    await migrateDatabase(db)
    return { db, store: postgresStore(db), close: () => db.destroy() }
  },
  PostgreSQL: async () => {
    const server = await startPostgres({ settings: { fsync: 'off' } })
    const { db, store, close } = await openPostgres({ url: server.url })
    return { db, store, close: () => close().then(server.stop) }
  },
}

const later = (event: TicketEvent): TicketEvent => ({ ...event, at: '2026-03-02T01:00:00.001Z' })

describe.each(Object.entries(databases))('on %s', (_, open) => {
  let opened: Awaited<ReturnType<typeof open>>
  let db: Kysely<Database>
  let putBack: () => Promise<void>
  let anchor: Anchor

  beforeAll(async () => {
    opened = await open()
    db = opened.db
    await fillCity(opened.store)
    putBack = await keepAside(db)
    anchor = await anchorOf(db, { at })
  }, 60_000)

  afterAll(() => opened.close())

  /** What the audit says of our ticket or tenant after somebody was at the database. */
  async function after(
    tamper: (tx: Kysely<Database>) => Promise<unknown>,
    options: { anchor?: Anchor } = {},
  ) {
    await withoutConstraints(db, async (tx) => void (await tamper(tx)))
    try {
      const { ok, breaks } = await auditDatabase({ db, at, page: 2, ...options })
      expect(ok).toBe(breaks.length === 0)
      return breaks.map(({ rule, version }) => (version === undefined ? rule : `${rule} ${version}`))
    } finally {
      await putBack()
    }
  }

  test('what nobody touched is whole, and the anchor fits', async () => {
    const progress: AuditProgress[] = []
    const report = await auditDatabase({ db, at, anchor, page: 2, onProgress: (it) => progress.push(it) })
    expect(report).toMatchObject({
      ok: true,
      total: 0,
      breaks: [],
      tenants: [
        { tenantId, tickets: 3, events: 7, position: 7 },
        { tickets: 2, events: 2, position: 2 },
      ],
      anchor,
    })
    expect(progress.filter(({ step }) => step === 'tickets').map(({ tickets }) => tickets)).toEqual([
      2, 3, 2, 2,
    ])
  })

  test('an event with another text', () =>
    expect(
      after((tx) =>
        sql`update whistle_event set event = replace(event::text, '第二', '第四')::json where ${ours}`.execute(
          tx,
        ),
      ),
    ).resolves.toEqual(['chain 3']))

  test('an event with one field more than anybody wrote', () =>
    expect(after(async (tx) => putEvent(tx, { ...(await historyOf(tx))[1], note: '后加' }))).resolves.toEqual(
      ['chain 2'],
    ))

  test('an event that nobody can read', () =>
    expect(
      after(async (tx) => putEvent(tx, { ...(await historyOf(tx))[3], actor: { name: 7 } })),
    ).resolves.toEqual(['unreadable 4']))

  test('an event of a version that is not known yet', () =>
    expect(
      after(async (tx) => putEvent(tx, { ...(await historyOf(tx))[3], schemaVersion: 99 })),
    ).resolves.toEqual(['unreadable 4']))

  test('a deleted event', () =>
    expect(
      after((tx) => sql`delete from whistle_event where ${ours} and version = 3`.execute(tx)),
    ).resolves.toEqual(['versions 3', 'positions']))

  test('two events in each other’s place', async () => {
    const swap = async (tx: Kysely<Database>) => {
      const [, second, third] = await historyOf(tx)
      await putEvent(tx, { ...second, version: 3 }, 3)
      await putEvent(tx, { ...third, version: 2 }, 2)
    }
    expect(await after(swap)).toEqual(['chain 2'])
  })

  test('an event that was changed and sealed again', async () => {
    const reseal = async (tx: Kysely<Database>) => {
      const { hash: _, personal, ...event } = later((await historyOf(tx))[2] as TicketEvent)
      await putEvent(tx, { ...event, hash: digest(event), ...(personal && { personal }) })
    }
    // The forged event fits; the one after it does not follow it.
    expect(await after(reseal)).toEqual(['chain 4'])
  })

  test('a state that says something else than the history', () =>
    expect(
      after((tx) =>
        sql`update whistle_ticket set state = replace(state::text, '楼下', '楼上')::json where ${ours}`.execute(
          tx,
        ),
      ),
    ).resolves.toEqual(['fold']))

  test('personal data that was removed without an erasure', () =>
    expect(
      after(async (tx) => {
        const [first] = await historyOf(tx)
        const { personal, ...rest } = first as TicketEvent
        expect(personal).toBeDefined()
        await putEvent(tx, rest)
      }),
    ).resolves.toEqual(['personal 1']))

  test('a list that shows the ticket to somebody else', async () => {
    expect(
      await after((tx) => sql`update whistle_ticket set created_by = 'somebody' where ${ours}`.execute(tx)),
    ).toEqual(['list'])
    expect(
      await after((tx) =>
        sql`insert into whistle_party values (${tenantId}, 'water', ${ticketId})`.execute(tx),
      ),
    ).toEqual(['list'])
  })

  test.each([
    ['a list line that shows nothing', sql`update whistle_ticket set summary = '{}' where ${ours}`, 'list'],
    [
      'a line in the feed that shows nothing',
      sql`update whistle_event set summary = '{}' where ${ours} and version = 2`,
      'list 2',
    ],
    [
      'a line in the feed that says something else',
      sql`update whistle_event set summary = replace(summary::text, '楼下', '楼上')::json where ${ours} and version = 3`,
      'list 3',
    ],
    [
      'a text under which nobody finds the ticket',
      sql`update whistle_ticket set search_text = '' where ${ours}`,
      'list',
    ],
    [
      'an index of its text under which nobody finds the ticket',
      sql`update whistle_search set tenant_grams = '{}' where ${ours}`,
      'list',
    ],
    [
      'another place in the order of lists',
      sql`update whistle_ticket set due_key = '2030-01-01T00:00:00.000Z' where ${ours}`,
      'list',
    ],
    [
      'a photo that the ticket does not have',
      sql`insert into whistle_photo_ticket values (${tenantId}, ${'a'.repeat(64)}, ${ticketId})`,
      'list',
    ],
    [
      'a photo that counts as one that no ticket has',
      sql`update whistle_photo set free_since = ${at} where tenant_id = ${tenantId}`,
      'photo',
    ],
    [
      'a deadline of a kind that nobody knows',
      sql`insert into whistle_deadline values (${tenantId}, ${ticketId}, 'tea', ${at}, null, null)`,
      'unreadable',
    ],
  ])('%s', async (__, change, found) => {
    expect(await after((tx) => change.execute(tx))).toEqual([found])
  })

  test('a clock on a ticket that has ended', () =>
    expect(
      after((tx) =>
        sql`insert into whistle_deadline values (${tenantId}, ${ticketId}, 'accept', ${at}, null, null)`.execute(
          tx,
        ),
      ),
    ).resolves.toEqual(['clock']))

  test('a deadline that nobody may carry out for years', () =>
    expect(
      after((tx) =>
        sql`update whistle_deadline set leased_by = 'x', leased_until = '2099-01-01T00:00:00.000Z' where tenant_id = ${tenantId} and ticket_id <> ${ticketId}`.execute(
          tx,
        ),
      ),
    ).resolves.toContain('clock'))

  test('idempotency rows that are gone, or of another event', async () => {
    expect(
      await after((tx) => sql`delete from whistle_command where command_id = 'step-1'`.execute(tx)),
    ).toEqual(['unasked 2'])
    expect(
      await after((tx) =>
        sql`update whistle_command set version = 9 where command_id = 'step-1'`.execute(tx),
      ),
    ).toEqual(['lost 9'])
  })

  test('a ticket that is gone with all its rows', async () => {
    const removeAll = async (tx: Kysely<Database>) => {
      for (const table of tables)
        await sql`delete from ${sql.table(`whistle_${table}`)} where ${ours}`.execute(tx)
    }
    expect(await after(removeAll)).toEqual(['positions'])
  })

  test('a ticket whose history is still there', () =>
    expect(after((tx) => sql`delete from whistle_ticket where ${ours}`.execute(tx))).resolves.toEqual([
      'lost',
    ]))

  test('a feed counter that was turned back', () =>
    expect(
      after((tx) => sql`update whistle_feed set position = 6 where tenant_id = ${tenantId}`.execute(tx)),
    ).resolves.toEqual(['positions 5']))

  describe('with the anchor of an earlier audit', () => {
    test('a whole chain that was written again', async () => {
      const rewrite = async (tx: Kysely<Database>) =>
        putHistory(tx, sealedAgain(await historyOf(tx), 2, later))
      expect(await after(rewrite)).toEqual([])
      expect(await after(rewrite, { anchor })).toEqual(['anchor'])
    })

    test('a tail that was cut off, and everything made to fit', async () => {
      const truncate = async (tx: Kysely<Database>) => {
        await sql`delete from whistle_event where ${ours} and version > 4`.execute(tx)
        await sql`delete from whistle_command where ${ours} and version > 4`.execute(tx)
        await sql`update whistle_feed set position = 6 where tenant_id = ${tenantId}`.execute(tx)
        await putHistory(tx, await historyOf(tx))
      }
      expect(await after(truncate)).toEqual([])
      expect(await after(truncate, { anchor })).toContain('anchor')
    })

    test('a tenant that is gone', () =>
      expect(
        after(
          async (tx) => {
            for (const table of [...tables, 'feed'])
              await sql`delete from ${sql.table(`whistle_${table}`)} where tenant_id = ${tenantId}`.execute(
                tx,
              )
          },
          { anchor },
        ),
      ).resolves.toEqual(['anchor']))
  })
})

test('an anchor that is signed says so, until somebody changes it', () => {
  const keys = generateKeyPairSync('ed25519')
  const secret = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const open = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const anchor: Anchor = { format: 1, at, heads: [{ tenantId, position: 7, digest: 'a'.repeat(64) }] }
  const signed = signAnchor(anchor, secret)
  expect(isSignedBy(signed, open)).toBe(true)
  expect(isSignedBy({ ...signed, heads: [] }, open)).toBe(false)
  expect(isSignedBy(anchor, open)).toBe(false)
})
