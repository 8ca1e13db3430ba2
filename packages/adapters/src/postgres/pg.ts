/** A PostgreSQL server by its URL: a pool, limits on statements, and patience with a server that starts later. */
import type { TicketStore } from '@chuishao/core/service'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { setTimeout as pause } from 'node:timers/promises'
import { Pool } from 'pg'
import type { Database } from './database.ts'
import { migrateDatabase } from './migrate.ts'
import { postgresStore } from './postgres-store.ts'
import { preparedPool } from './prepared-pool.ts'
import { serverSockets, type ServerSockets } from './server-sockets.ts'
import { isUnavailable, sayingUnavailable } from './unavailable.ts'

export interface OpenPostgresOptions {
  /** `postgres://user:password@host:port/database`, with `?sslmode=…` as the server asks. */
  url: string
  /** Connections at most; further work waits its turn. */
  poolSize?: number
  /** A statement that takes longer is ended by the server, in milliseconds. */
  statementTimeoutMs?: number
  /**
   * A connection on which the server says nothing for so long is cut, in milliseconds: 5 seconds above
   * `statementTimeoutMs` by default, so that only a server that hangs is meant; 0 for never.
   */
  silenceTimeoutMs?: number
  /** How long `close` waits for what is under way before it cuts the connections, in milliseconds. */
  closeTimeoutMs?: number
  /** How long one attempt may wait for a connection, in milliseconds. */
  connectTimeoutMs?: number
  /** How long to try at start while the server is not there yet, in milliseconds. */
  startTimeoutMs?: number
  /** Gives up at once while the server is still waited for; what is open stays open. */
  signal?: AbortSignal
  /** How often a feed looks for what other processes appended, in milliseconds. */
  pollMs?: number
  /**
   * Whether the statements of every request stay prepared on their connection. Off where a pooler hands each transaction
   * another connection and does not follow prepared statements, as PgBouncer before 1.21.
   */
  prepareStatements?: boolean
  /** Told of connections that broke while nobody used them; the pool replaces them. */
  onConnectionLost?: (error: Error) => void
}

/**
 * Of each connection, whatever the host's defaults are. Under another isolation, appends to one ticket at once are undone
 * and tried again more often. A page of a list is found in a few milliseconds: to start helpers for it, or to compile it,
 * takes longer than to find it.
 */
const sessionSettings = [
  String.raw`default_transaction_isolation=read\ committed`,
  'max_parallel_workers_per_gather=0',
  'jit=off',
]
  .map((it) => `-c ${it}`)
  .join(' ')

export interface PostgresDatabase {
  /** Throws `StoreUnavailableError` while the server is away, and works again when it is back. */
  store: TicketStore
  db: Kysely<Database>
  /** Ends the feeds and the connections, within seconds also where the server hangs. */
  close(): Promise<void>
}

/**
 * Connects, waiting for a server that is still starting, brings the schema up to date, and makes a store on it.
 * A wrong password or database is thrown at once as the server says it.
 */
export async function openPostgres({
  url,
  poolSize = 10,
  statementTimeoutMs = 15_000,
  silenceTimeoutMs = statementTimeoutMs === 0 ? 0 : statementTimeoutMs + 5_000,
  closeTimeoutMs = 5_000,
  connectTimeoutMs = 5_000,
  startTimeoutMs = 60_000,
  signal = new AbortController().signal,
  pollMs = 1_000,
  prepareStatements = true,
  onConnectionLost = () => {},
}: OpenPostgresOptions): Promise<PostgresDatabase> {
  const sockets = serverSockets(silenceTimeoutMs)
  const pool = new Pool({
    stream: sockets.open,
    connectionString: url,
    max: poolSize,
    statement_timeout: statementTimeoutMs,
    connectionTimeoutMillis: connectTimeoutMs,
    // Sooner than their silence would be taken for a server that hangs.
    idleTimeoutMillis: Math.min(10_000, silenceTimeoutMs / 2),
    // A client that dies within a transaction must not hold its rows.
    idle_in_transaction_session_timeout: statementTimeoutMs,
    keepAlive: true,
    options: sessionSettings,
    application_name: 'chuishao',
  })
  // Without a listener, an idle connection that breaks would end the process.
  pool.on('error', onConnectionLost)
  // The pool does not listen to a connection that is in use: between two statements of a transaction nobody would, and
  // the process would end with it. The next statement fails and tells.
  pool.on('connect', (client) => client.on('error', () => {}))
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: prepareStatements ? preparedPool(pool) : pool }),
  })
  // An attempt may hang, too.
  signal.addEventListener('abort', sockets.cut)
  try {
    await untilAvailable({ timeoutMs: startTimeoutMs, signal }, async () => {
      await sql`select 1`.execute(db)
      await migrateDatabase(db)
    })
  } catch (error) {
    await cuttingAfter(closeTimeoutMs, sockets, () => db.destroy())
    throw signal.aborted ? signal.reason : error
  } finally {
    signal.removeEventListener('abort', sockets.cut)
  }
  const inner = sayingUnavailable(postgresStore(db, { durability: 'power', pollMs }))
  const close = () =>
    cuttingAfter(closeTimeoutMs, sockets, async () => {
      await inner.close()
      await db.destroy()
    })
  return { store: { ...inner, close }, db, close }
}

async function cuttingAfter(ms: number, sockets: ServerSockets, end: () => Promise<void>): Promise<void> {
  const cut = setTimeout(sockets.cut, ms)
  try {
    await end()
  } finally {
    clearTimeout(cut)
  }
}

/** Runs `work`, from its beginning where the server was not there, or went away in the middle. */
async function untilAvailable(
  { timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal },
  work: () => Promise<void>,
): Promise<void> {
  const deadline = Date.now() + timeoutMs
  for (let wait = 100; ; wait = Math.min(wait * 2, 2_000)) {
    signal.throwIfAborted()
    try {
      return await work()
    } catch (error) {
      if (!isUnavailable(error) || Date.now() + wait > deadline) throw error
      await pause(wait, undefined, { signal })
    }
  }
}
