/** The city-wide copy: fed from every district's feed while the service runs, and asked by the city's own centre. */
import type { Database } from '@chuishao/adapters/postgres'
import { cityWide, rollupLag, runRollup, type RollupFailure, type RollupLag } from '@chuishao/adapters/rollup'
import { StoreUnavailableError, type CityWide } from '@chuishao/core/service'
import type { Kysely } from 'kysely'
import type { DatabaseChoice, ServiceConfig } from '../config/service-config.ts'
import type { Parts } from './open-parts.ts'
import { serveDatabase, type ServeDatabaseOptions } from './serve-databases.ts'

export interface Rollup {
  cityWide: CityWide
  /** Its database; undefined until it is open. */
  db(): Kysely<Database> | undefined
  /** How far it is with each tenant; none until it is open. */
  lags(): Promise<RollupLag[]>
  /** Ends the follower, then the database. */
  close(): Promise<void>
}

/** Its database as the others are chosen. */
export const rollupChoice = ({
  cityTenant: _,
  ...place
}: NonNullable<ServiceConfig['rollup']>): DatabaseChoice => ({
  ...place,
  tenants: [],
  poolSize: 5,
  startTimeoutSeconds: 0,
})

/** Undefined where the configuration has none. It is opened beside the service, which does not wait for it. */
export function openRollup(
  { rollup }: Pick<ServiceConfig, 'rollup'>,
  { store, cities }: Pick<Parts, 'store' | 'cities'>,
  { onError, ...options }: ServeDatabaseOptions & { onError: (failure: RollupFailure) => void },
): Rollup | undefined {
  if (!rollup) return undefined
  const { cityTenant } = rollup
  const database = serveDatabase(rollupChoice(rollup), options)

  const tenantIds = [...cities.keys()]
  const stop = new AbortController()
  const following = database.opened.then(
    (db) => db && runRollup({ store, tenantIds, db, signal: stop.signal, onError }),
  )
  const asked = (): CityWide => {
    const db = database.db()
    if (!db) throw new StoreUnavailableError(new Error('The city-wide copy is being opened.'))
    return cityWide({
      db,
      tenantIds,
      cityTenantId: cityTenant,
      cities: (tenantId) => cities.get(tenantId),
      clock: () => new Date().toISOString(),
    })
  }
  return {
    cityWide: {
      figures: async (session, filter) => asked().figures(session, filter),
      query: async (session, query) => asked().query(session, query),
    },
    db: database.db,
    async lags() {
      const db = database.db()
      return db ? rollupLag({ db, store, tenantIds }) : []
    },
    async close() {
      stop.abort()
      // A feed that is being read ends with the signal, before the database does.
      if (database.db()) await following
      await database.close()
      await following
    },
  }
}
