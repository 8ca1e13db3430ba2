/** The suite is worth what it finds: the store is broken in one place at a time, and the suite has to say so. */
import { ticketStoreConformance } from '@chuishao/adapters/conformance'
import type { AppendResult, Page, TicketStore } from '@chuishao/core/service'
import { expect, test } from 'vitest'
import { openSqlite, sqliteStore } from './index.ts'
import type { Database } from './statements.ts'

interface Break {
  /** The group that has to find it. */
  group: string
  /** The test of the group that has to find it, by the beginning of its sentence; without it any of them may. */
  by?: string
  /** What that test says that it waited for. */
  waitedFor?: string
  /** Changes a statement; one that is not concerned stays as it is. */
  sql?: (text: string) => string
  /** Changes what the store answers. */
  store?: (store: TicketStore, db: Database) => Partial<TicketStore>
  /** What is noted from the beginning, and what happens to the data while the store is closed. */
  forgetting?: { noted?: string; closed: string }
}

const swap =
  (from: string | RegExp, to: string): NonNullable<Break['sql']> =>
  (text) =>
    text.replace(from, to)

/** An append whose refusals are answered by `change`. */
const whereRefused =
  (reason: string, change: (store: TicketStore, request: Parameters<TicketStore['append']>[0]) => unknown) =>
  (store: TicketStore): Partial<TicketStore> => ({
    async append(request) {
      const result = await store.append(request)
      if (result.ok || result.reason !== reason) return result
      const changed = await change(store, request)
      return (changed ?? result) as AppendResult
    },
  })

/** A page as great as somebody asks for. */
async function greatPage<T, Asked extends { limit?: number; cursor?: string }>(
  ask: (asked: Asked) => Promise<Page<T>>,
  asked: Asked,
): Promise<Page<T>> {
  const first = await ask(asked)
  if ((asked.limit ?? 0) <= 200 || first.nextCursor === undefined) return first
  const rest = await ask({ ...asked, cursor: first.nextCursor })
  return { ...rest, items: [...first.items, ...rest.items] }
}

/** A feed that is not as the store's. */
const otherFeed =
  (
    change: (store: TicketStore, ...args: Parameters<TicketStore['feed']>) => ReturnType<TicketStore['feed']>,
  ) =>
  (store: TicketStore): Partial<TicketStore> => ({ feed: (...args) => change(store, ...args) })

const breaks: Record<string, Break> = {
  'forgets which commands took effect': {
    group: 'idempotency',
    sql: swap(/^insert into command values \((.*)\)$/s, 'insert into command select $1 where false'),
  },
  'takes a used command id with another payload for a repeat': {
    group: 'idempotency',
    store: whereRefused('commandReused', async (store, { ref, commandId }) => ({
      ok: true,
      ...(await store.command(ref.tenantId, commandId)),
      replayed: true,
    })),
  },
  'answers a repeat with the present version': {
    group: 'idempotency',
    sql: swap(
      'fingerprint, version, position from command',
      `fingerprint, position,
        (select version from ticket where tenant = command.tenant and id = command.ticket) as version
        from command`,
    ),
  },
  'tells whoever was late that it won': {
    group: 'concurrency',
    store: whereRefused('versionConflict', (_, { ticket }) => ({
      ok: true,
      version: ticket.version,
      position: 1,
      replayed: false,
    })),
  },
  'keeps half of an append that failed': {
    group: 'append',
    sql: swap(/^(begin immediate|commit|rollback)$/, 'select 1'),
  },
  'keeps the command of an append that it refused': {
    group: 'append',
    store: (store, db) =>
      whereRefused('versionConflict', (_, { ref, commandId }) => {
        db.prepare('insert or ignore into command values (?, ?, ?, ?, 1, 1)').run(
          ref.tenantId,
          commandId,
          ref.ticketId,
          'f',
        )
      })(store),
  },
  'leaves gaps between feed positions': {
    group: 'concurrency',
    sql: swap('coalesce(max(position), 0)', 'coalesce(max(position) + 1, 0)'),
  },
  'hands the feed out in another order': {
    group: 'feed',
    sql: swap('position > :from order by position', 'position > :from order by position desc'),
  },
  'gives every event of a feed the present list line': {
    group: 'feed',
    sql: swap(
      'ticket as ticketId, version, summary, event from event',
      `ticket as ticketId, version, event,
        (select summary from ticket where tenant = event.tenant and id = event.ticket) as summary from event`,
    ),
  },
  'repeats the last event of a feed that goes on': {
    group: 'feed',
    sql: swap('position > :from', 'position >= :from'),
  },
  'does not wake those who follow a feed': {
    group: 'feed',
    store: (_, db) => ({ feed: sqliteStore(db).feed }),
  },
  'mixes the feeds of tenants': {
    group: 'tenants',
    sql: swap('tenant = :tenantId and position > :from', ':tenantId is not null and position > :from'),
  },
  'finds the commands of other tenants': {
    group: 'tenants',
    sql: swap(/(from command\s+where) tenant = :tenant/, '$1 :tenant is not null'),
  },
  'lists the tickets of other tenants': {
    group: 'tenants',
    sql: swap(/(select summary from ticket where) tenant = :tenant/, '$1 :tenant is not null'),
  },
  'shows tickets to units that have no part in them': {
    group: 'query',
    sql: swap(`= :creator)`, `= :creator or true)`),
  },
  'pages by offset': {
    group: 'query',
    store: (store) => ({
      async query({ cursor = '0', limit = 50, ...query }) {
        const { items } = await store.query({ ...query, limit: 200 })
        const end = Number(cursor) + limit
        return {
          items: items.slice(Number(cursor), end),
          ...(end < items.length && { nextCursor: `${end}` }),
        }
      },
    }),
  },
  'skips tickets that changed at the same moment': {
    group: 'query',
    sql: swap('(updated, id) < (:key, :id)', '(updated < :key and :id is not null)'),
  },
  'finds text only as it is written': {
    group: 'query',
    sql: swap('instr(search, ', 'instr(summary, '),
  },
  'ignores leases': {
    group: 'deadlines',
    sql: swap('set leased = :until', 'set leased = nullif(:until, :until)'),
  },
  'never gives a leased deadline to another': {
    group: 'deadlines',
    sql: swap('or leased <= :now', 'or leased > :now'),
  },
  'serves the tenant whose deadlines are due for longest before all others': {
    group: 'deadlines',
    by: 'a tenant with very many',
    sql: swap('row_number() over (partition by tenant order by due)', 'due'),
  },
  'leases every clock of a ticket with one': {
    group: 'deadlines',
    by: 'claiming one deadline of a ticket leaves its others free',
    store: (store, db) => ({
      async claimDue(claim) {
        const due = await store.claimDue(claim)
        for (const { tenantId, ticketId } of due)
          db.prepare(
            `update deadline set leased = (select max(leased) from deadline where tenant = ?1 and ticket = ?2)
             where tenant = ?1 and ticket = ?2`,
          ).run(tenantId, ticketId)
        return due
      },
    }),
  },
  'keeps the clocks of the version before': {
    group: 'deadlines',
    sql: swap('delete from deadline where', 'delete from deadline where false and'),
  },
  'keeps the lease of a clock that moved': { group: 'deadlines', sql: swap(', leased = null', '') },
  'leaves the resident in erased events': { group: 'erase', sql: swap('$.personal', '$.nobody') },
  ...Object.fromEntries(
    [1, 2, 3].map((version) => [
      `leaves the resident in event ${version} of those erased`,
      {
        group: 'erase',
        by: 'an erasure takes personal data out of every event',
        sql: swap(
          "json_remove(event, '$.personal')",
          `iif(version = ${version}, event, json_remove(event, '$.personal'))`,
        ),
      },
    ]),
  ),
  'keeps all fingerprints of erased commands but the first': {
    group: 'erase',
    by: 'the fingerprints of its commands are gone',
    sql: swap('and id <> :commandId', 'and id <> :commandId and version < 3'),
  },
  'leaves the resident in the list lines of erased events': {
    group: 'erase',
    sql: swap('where key = version - 1)', 'where key = -1 union all select event.summary)'),
  },
  'keeps the fingerprints of erased commands': {
    group: 'erase',
    sql: swap('and id <> :commandId', 'and id <> :commandId and false'),
  },
  'attaches photos that nobody uploaded': {
    group: 'photos',
    store: (store) => ({
      async append(request) {
        const { ref, photos = [] } = request
        for (const sha256 of photos)
          await store.noteUpload({ tenantId: ref.tenantId, sha256, personId: 'p', at: '' })
        return store.append(request)
      },
    }),
  },
  'removes photos that a ticket has': {
    group: 'photos',
    sql: swap('sha256 = :sha256 and free <= :before', 'sha256 = :sha256 and :before is not null'),
  },
  'records the same look again and again': {
    group: 'view log',
    sql: swap('and at > :since', 'and at > :since and false'),
  },
  'says that it is more durable than it is': {
    group: 'capabilities',
    store: () => ({ capabilities: { durability: 'power' } }),
  },
  'does not hold a page of tickets within its limits': {
    group: 'query',
    by: 'a page has 50 tickets',
    store: (store) => ({ query: (query) => greatPage(store.query, query) }),
  },
  'does not hold a page of a history within its limits': {
    group: 'append',
    by: 'a page of a history has 50 events',
    store: (store) => ({
      history: (ref, page = {}) => greatPage((it) => store.history(ref, it), page),
    }),
  },
  'does not hold a page of looks within its limits': {
    group: 'view log',
    by: 'a page has 50 looks',
    store: (store) => ({ views: (ref, page = {}) => greatPage((it) => store.views(ref, it), page) }),
  },
  'never yields what is in a feed': {
    group: 'feed',
    by: 'the feed yields every event',
    waitedFor: 'feed() to yield its item 1, or to end',
    store: otherFeed(() => ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) })),
  },
  'ends no feed': {
    group: 'feed',
    by: 'abort ends a waiting feed',
    waitedFor: 'feed() to yield its item 2, or to end',
    store: otherFeed((store, tenantId, { after }) =>
      store.feed(tenantId, { after, signal: new AbortController().signal }),
    ),
  },
  'yields one item of a feed and then waits': {
    group: 'feed',
    by: 'the feed yields every event',
    waitedFor: 'feed() to yield its item 2, or to end',
    store: otherFeed(async function* (store, ...args) {
      for await (const item of store.feed(...args)) {
        yield item
        await new Promise(() => {})
      }
    }),
  },
  'yields a feed again and again without end': {
    group: 'feed',
    by: 'a feed whose signal is aborted already yields nothing',
    store: otherFeed(async function* (store, tenantId, options) {
      for await (const item of store.feed(tenantId, { ...options, signal: new AbortController().signal }))
        for (;;) yield item
    }),
  },
  'goes on with the same page for ever': {
    group: 'query',
    by: 'pages together hold every ticket once',
    store: (store) => ({
      query: ({ cursor: _, ...query }) => store.query(query),
    }),
  },
  'does not answer where a photo is to be released': {
    group: 'photos',
    by: 'while a photo is removed nobody',
    waitedFor: 'releasePhoto() to answer',
    store: () => ({ releasePhoto: () => new Promise(() => {}) }),
  },
  'forgets at a restart what it acknowledged': {
    group: 'restart',
    by: 'everything is still there',
    forgetting: {
      closed: 'delete from ticket; delete from event; delete from command; delete from deadline',
    },
  },
  'forgets at a restart the secret of a feed': {
    group: 'restart',
    by: 'a feed keeps its secret',
    forgetting: { closed: 'delete from feed' },
  },
  'has the resident in its events again after a restart': {
    group: 'restart',
    by: 'what was erased does not come back',
    forgetting: {
      noted: `create table noted as select * from event where false;
        create trigger note after insert on event begin insert into noted
          values (new.tenant, new.position, new.ticket, new.version, new.event, new.summary); end`,
      closed:
        'update event set event = (select event from noted where (tenant, position) = (event.tenant, event.position))',
    },
  },
  'forgets at a restart who looked': {
    group: 'restart',
    by: 'who looked at personal data',
    forgetting: { closed: 'delete from look' },
  },
  'forgets at a restart who uploaded': {
    group: 'restart',
    by: 'uploads, and the photos',
    forgetting: { closed: 'delete from upload' },
  },
  'forgets at a restart which photos are there': {
    group: 'restart',
    by: 'uploads, and the photos',
    forgetting: { closed: 'delete from photo' },
  },
  'forgets at a restart which tickets have a photo': {
    group: 'restart',
    by: 'uploads, and the photos',
    forgetting: { closed: 'delete from ticket_photo' },
  },
  'forgets its leases at a restart': {
    group: 'restart',
    by: 'a claimed deadline is left alone',
    forgetting: { closed: 'update deadline set leased = null' },
  },
  'has released photos again after a restart': {
    group: 'restart',
    by: 'a photo that was released is off the record',
    forgetting: {
      noted: `create table noted as select * from photo where false;
        create trigger note after insert on photo begin insert into noted values (new.tenant, new.sha256, new.free); end`,
      closed: 'insert or ignore into photo select * from noted',
    },
  },
}

/** A database whose statements are changed on the way in. */
function changed(db: Database, { sql = (text) => text }: Break, onChange: () => void): Database {
  const change = (text: string) => {
    const other = sql(text)
    if (other !== text) onChange()
    return other
  }
  return {
    get isOpen() {
      return db.isOpen
    },
    prepare: (text) => db.prepare(change(text)),
    exec: (text) => db.exec(change(text)),
    close: () => db.close(),
  }
}

/** How long a test of a broken store may wait for what never comes. */
const patienceMs = 400

/** The tests in which the suite finds something wrong, with their groups and what they say. */
async function found(
  broken: Break | undefined,
  timeoutMs?: number,
): Promise<{ failed: { group: string; sentence: string; message: string }[]; changes: number }> {
  let changes = 0
  const open = (db: Database) => {
    const over = broken ? changed(db, broken, () => (changes += 1)) : db
    const store = sqliteStore(over)
    return { ...store, ...broken?.store?.(store, over) }
  }
  const tests: { group: string; sentence: string; run: () => Promise<void> }[] = []
  let group = ''
  const runner = {
    describe(name: string, declare: () => void) {
      group = name
      declare()
    },
    it: (sentence: string, run: () => Promise<void>) => void tests.push({ group, sentence, run }),
  }
  ticketStoreConformance(runner, {
    name: 'a broken store',
    capabilities: { durability: 'process' },
    timeoutMs,
    create: async () => {
      const db = openSqlite(':memory:')
      db.exec(broken?.forgetting?.noted ?? '')
      // What is in memory is gone with the database: it stays open over a restart.
      const kept = { prepare: db.prepare.bind(db), exec: db.exec.bind(db), isOpen: true, close: () => {} }
      let store = open(kept)
      return {
        store,
        reopen: async () => {
          await store.close()
          db.exec(broken?.forgetting?.closed ?? '')
          store = open(kept)
          return store
        },
        dispose: async () => {
          await store.close()
          db.close()
        },
      }
    },
    onReport: () => {},
  })
  const failed: { group: string; sentence: string; message: string }[] = []
  for (const { run, ...it } of tests.filter((it) => !broken || concerns(broken, it)))
    await run().catch((error: unknown) => failed.push({ ...it, message: String(error) }))
  return { failed, changes }
}

const concerns = ({ group, by = '' }: Break, it: { group: string; sentence: string }) =>
  it.group === group && it.sentence.startsWith(by)

test('the store as it is has nothing to be found', async () => {
  expect((await found(undefined)).failed).toEqual([])
})

test.each(Object.entries(breaks))('the suite finds a store that %s', async (_, broken) => {
  const { failed, changes } = await found(broken, patienceMs)
  expect(failed.length).toBeGreaterThan(0)
  if (broken.sql) expect(changes).toBeGreaterThan(0)
  const [{ sentence, message } = {}] = failed
  const late = `"${sentence}" was not over after ${patienceMs} ms. It waited for ${broken.waitedFor}.`
  if (broken.waitedFor) expect(message).toContain(late)
})
