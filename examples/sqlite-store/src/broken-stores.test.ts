/** The suite is worth what it finds: the store is broken in one place at a time, and the suite has to say so. */
import { ticketStoreConformance } from '@chuishao/adapters/conformance'
import type { AppendResult, TicketStore } from '@chuishao/core/service'
import { expect, test } from 'vitest'
import { openSqlite, sqliteStore } from './index.ts'
import type { Database } from './statements.ts'

interface Break {
  /** The group that has to find it. */
  group: string
  /** Changes a statement; one that is not concerned stays as it is. */
  sql?: (text: string) => string
  /** Changes what the store answers. */
  store?: (store: TicketStore, db: Database) => Partial<TicketStore>
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
  'keeps the clocks of the version before': {
    group: 'deadlines',
    sql: swap('delete from deadline where', 'delete from deadline where false and'),
  },
  'keeps the lease of a clock that moved': { group: 'deadlines', sql: swap(', leased = null', '') },
  'leaves the resident in erased events': { group: 'erase', sql: swap('$.personal', '$.nobody') },
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
  'forgets at a restart what it acknowledged': { group: 'restart' },
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

/** A test that waits for what never comes has found something. */
const patienceMs = 300

/** The groups in which the suite finds something wrong. */
async function groupsThatFind(broken: Break): Promise<{ found: Set<string>; changes: number }> {
  let changes = 0
  const open = () => {
    const db = changed(openSqlite(':memory:'), broken, () => (changes += 1))
    const store = sqliteStore(db)
    return { ...store, ...broken.store?.(store, db) }
  }
  const tests: { group: string; run: () => Promise<void> }[] = []
  let group = ''
  const runner = {
    describe(name: string, declare: () => void) {
      group = name
      declare()
    },
    it: (_: string, run: () => Promise<void>) => void tests.push({ group, run }),
  }
  ticketStoreConformance(runner, {
    name: 'a broken store',
    capabilities: { durability: 'process' },
    create: async () => {
      const store = open()
      // Nothing is carried over: what a store in memory must not pass.
      return { store, reopen: async () => open(), dispose: () => store.close() }
    },
    onReport: () => {},
  })
  const found = new Set<string>()
  for (const it of tests) if (!(await passes(it.run))) found.add(it.group)
  return { found, changes }
}

async function passes(run: () => Promise<void>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs)
  })
  const done = run().then(
    () => true,
    () => false,
  )
  try {
    return await Promise.race([done, late])
  } finally {
    clearTimeout(timer)
  }
}

test('the store as it is has nothing to be found, but that it forgets where it is made to', async () => {
  expect([...(await groupsThatFind({ group: '' })).found]).toEqual(['restart'])
})

test.each(Object.entries(breaks))('the suite finds a store that %s', async (_, broken) => {
  const { found, changes } = await groupsThatFind(broken)
  expect([...found]).toContain(broken.group)
  if (broken.sql) expect(changes).toBeGreaterThan(0)
})
