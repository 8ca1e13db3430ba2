/** The city-wide copy: fed from every district's feed while the service runs, and asked by the city's own centre. */
import { cityWide, runRollup } from '@chuishao/adapters/rollup'
import type { CityWide } from '@chuishao/core/service'
import type { ServiceConfig } from '../config/service-config.ts'
import { openDatabases } from './open-databases.ts'
import type { Parts } from './open-parts.ts'

export interface Rollup {
  cityWide: CityWide
  /** Ends the follower, then the database. */
  close(): Promise<void>
}

/** Undefined where the configuration has none. */
export async function openRollup(
  { rollup }: Pick<ServiceConfig, 'rollup'>,
  { store, cities }: Pick<Parts, 'store' | 'cities'>,
  {
    onConnectionLost,
    onError,
  }: { onConnectionLost: (error: Error) => void; onError: (error: unknown) => void },
): Promise<Rollup | undefined> {
  if (!rollup) return undefined
  const { url, directory, cityTenant } = rollup
  const choice = { url, directory, tenants: [], poolSize: 5, startTimeoutSeconds: 60 }
  const opened = await openDatabases({ choices: [choice], tenantIds: [], onConnectionLost })
  const [database] = opened.databases
  if (!database) throw new Error('One database was asked for.')
  const { db } = database

  const tenantIds = [...cities.keys()]
  const stop = new AbortController()
  const following = runRollup({
    store,
    tenantIds,
    db,
    signal: stop.signal,
    onError: ({ error }) => onError(error),
  })
  return {
    cityWide: cityWide({
      db,
      tenantIds,
      cityTenantId: cityTenant,
      cities: (tenantId) => cities.get(tenantId),
      clock: () => new Date().toISOString(),
    }),
    async close() {
      stop.abort()
      await following
      await opened.close()
    },
  }
}
