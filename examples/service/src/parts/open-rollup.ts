/** The city-wide copy: fed from every district's feed while the service runs, and asked by the city's own centre. */
import { cityWide, runRollup } from '@chuishao/adapters/rollup'
import { StoreUnavailableError, type CityWide } from '@chuishao/core/service'
import type { ServiceConfig } from '../config/service-config.ts'
import type { Parts } from './open-parts.ts'
import { serveDatabase, type ServeDatabaseOptions } from './serve-databases.ts'

export interface Rollup {
  cityWide: CityWide
  /** Whether its database is open. */
  isOpen(): boolean
  /** Ends the follower, then the database. */
  close(): Promise<void>
}

/** Undefined where the configuration has none. It is opened beside the service, which does not wait for it. */
export function openRollup(
  { rollup }: Pick<ServiceConfig, 'rollup'>,
  { store, cities }: Pick<Parts, 'store' | 'cities'>,
  { onError, ...options }: ServeDatabaseOptions & { onError: (error: unknown) => void },
): Rollup | undefined {
  if (!rollup) return undefined
  const { cityTenant, ...place } = rollup
  const choice = { ...place, tenants: [], poolSize: 5, startTimeoutSeconds: 0 }
  const database = serveDatabase(choice, options)

  const tenantIds = [...cities.keys()]
  const stop = new AbortController()
  const following = database.opened.then(
    (db) =>
      db && runRollup({ store, tenantIds, db, signal: stop.signal, onError: ({ error }) => onError(error) }),
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
    isOpen: () => database.db() !== undefined,
    async close() {
      stop.abort()
      // A feed that is being read ends with the signal, before the database does.
      if (database.db()) await following
      await database.close()
      await following
    },
  }
}
