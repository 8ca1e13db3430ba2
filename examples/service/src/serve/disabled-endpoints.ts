/** Which endpoints of the configuration hear of nothing until somebody enables them, for the metrics. */
import type { ServiceConfig } from '../config/service-config.ts'
import type { ServedDatabase } from '../parts/serve-databases.ts'

/** By endpoint, in how many of its tenants; 0 for one that is well. */
export async function disabledEndpoints(
  databases: readonly ServedDatabase[],
  endpoints: NonNullable<ServiceConfig['webhooks']>['endpoints'],
): Promise<Record<string, number>> {
  const found = await Promise.all(databases.map(disabledIn))
  return Object.fromEntries(
    endpoints.map(({ id, tenants }) => {
      const here = found.flat().filter((it) => it.endpointId === id)
      return [id, here.filter(({ tenantId }) => tenants?.includes(tenantId) ?? true).length]
    }),
  )
}

/** Of the tenants that it is configured to hold; what others left there concerns nobody here. */
async function disabledIn({ db: opened, tenantIds }: ServedDatabase) {
  const db = opened()
  if (!db || tenantIds.length === 0) return []
  return db
    .selectFrom('whistle_endpoint')
    .where('tenant_id', 'in', tenantIds)
    .where('disabled_at', 'is not', null)
    .select(['tenant_id as tenantId', 'endpoint_id as endpointId'])
    .execute()
}
