/**
 * The databases of a service that stays up: all are opened at once, and one that is away keeps nobody waiting whose
 * tickets are in another. Its tenants hear `storeUnavailable` until it is there.
 */
import type { Database } from '@chuishao/adapters/postgres'
import { openingStore, routedStore } from '@chuishao/adapters/routed'
import type { TicketStore } from '@chuishao/core/service'
import type { Kysely } from 'kysely'
import { setTimeout as pause } from 'node:timers/promises'
import type { DatabaseChoice } from '../config/service-config.ts'
import { openDatabase, tenantsIn } from './open-databases.ts'

export interface ServedDatabase {
  /** Says that it is unavailable until the database is open. */
  store: TicketStore
  /** The tenants of the configuration that it holds. */
  tenantIds: string[]
  /** Undefined until it is open. */
  db(): Kysely<Database> | undefined
  /** Waits until it is open; undefined where it is closed before. */
  opened: Promise<Kysely<Database> | undefined>
  close(): Promise<void>
}

export interface ServeDatabaseOptions {
  /** Told of a connection that broke while nobody used it, by the number of its database. */
  onConnectionLost?: (database: number, error: Error) => void
  /** Told every few seconds of a database, counted from 1, that is not there; `error` where an attempt has ended. */
  onWaiting?: (database: number, error?: unknown) => void
}

export interface ServeDatabasesOptions extends ServeDatabaseOptions {
  /** Gives up waiting for the first of them. */
  signal?: AbortSignal
}

export interface ServedDatabases {
  /** All of them as one. */
  store: TicketStore
  databases: ServedDatabase[]
  close(): Promise<void>
}

/** So long the others wait for the last ones, in milliseconds. */
const patienceMs = 3_000
const tellEveryMs = 5_000

/** Resolves when they are open, or some and the others not soon; rejects where none could be opened, or none was to be. */
export async function serveDatabases(
  choices: readonly DatabaseChoice[],
  cities: readonly string[],
  options: ServeDatabasesOptions = {},
): Promise<ServedDatabases> {
  const { signal } = options
  signal?.throwIfAborted()
  const begun = choices.map((choice, index) => beginOpening(choice, index + 1, cities, options))
  const databases = begun.map(({ database }) => database)
  const close = async () => {
    await Promise.allSettled(databases.map((it) => it.close()))
  }
  const attempts = begun.map(({ firstAttempt }) => firstAttempt)
  const giveUp = () => void close()
  signal?.addEventListener('abort', giveUp)
  try {
    await Promise.any(attempts)
  } catch {
    await close()
    signal?.throwIfAborted()
    // With the error of the first one.
    await attempts[0]
  } finally {
    signal?.removeEventListener('abort', giveUp)
  }
  // One that was open in spite of it.
  if (signal?.aborted) await close()
  signal?.throwIfAborted()
  const enough = new AbortController()
  await Promise.race([
    Promise.allSettled(attempts),
    pause(patienceMs, undefined, { signal: enough.signal }).catch(() => {}),
  ])
  enough.abort()

  const [only, ...others] = databases
  if (only !== undefined && others.length === 0) return { store: only.store, databases, close }
  const routes = Object.fromEntries(
    databases.flatMap(({ store, tenantIds }) => tenantIds.map((it) => [it, store])),
  )
  return { store: routedStore({ routes }), databases, close }
}

/** Opens one beside everything else, and goes on trying. */
export function serveDatabase(choice: DatabaseChoice, options: ServeDatabaseOptions = {}): ServedDatabase {
  const { database, firstAttempt } = beginOpening(choice, 0, [], options)
  firstAttempt.catch(() => {})
  return database
}

function beginOpening(
  choice: DatabaseChoice,
  number: number,
  cities: readonly string[],
  { onConnectionLost = () => {}, onWaiting = () => {} }: ServeDatabaseOptions,
): { database: ServedDatabase; firstAttempt: Promise<void> } {
  let db: Kysely<Database> | undefined
  let patienceSeconds = choice.startTimeoutSeconds
  const first = Promise.withResolvers<void>()
  const opened = Promise.withResolvers<Kysely<Database> | undefined>()
  const telling = setInterval(() => onWaiting(number), tellEveryMs)

  const store = openingStore({
    async open(signal) {
      const database = await openDatabase(
        { ...choice, startTimeoutSeconds: patienceSeconds },
        { onConnectionLost: (error) => onConnectionLost(number, error), signal },
      )
      clearInterval(telling)
      db = database.db
      opened.resolve(db)
      first.resolve()
      return database.store
    },
    retryMs: tellEveryMs,
    capabilities: { durability: choice.url === undefined ? 'process' : 'power' },
    onOpenFailed(error) {
      clearInterval(telling)
      // From now on each attempt is a short one, so that each is told of.
      patienceSeconds = 0
      onWaiting(number, error)
      first.reject(error)
    },
  })
  const database: ServedDatabase = {
    store,
    tenantIds: tenantsIn(choice, cities),
    db: () => db,
    opened: opened.promise,
    async close() {
      clearInterval(telling)
      await store.close()
      opened.resolve(undefined)
      first.reject(new Error('It was closed before it was open.'))
    },
  }
  return { database, firstAttempt: first.promise }
}
