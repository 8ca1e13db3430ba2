/** How many events no endpoint has been told of, or been found not to want, for the metrics: of a disabled one they pile up. */
import type { ServiceConfig } from '../config/service-config.ts'
import type { ServedDatabase } from '../parts/serve-databases.ts'

/** By endpoint, in its tenants together. */
export async function eventsBehind(
  databases: readonly ServedDatabase[],
  endpoints: NonNullable<ServiceConfig['webhooks']>['endpoints'],
): Promise<Record<string, number>> {
  const found = (await Promise.all(databases.map(behindIn))).flat()
  return Object.fromEntries(
    endpoints.map(({ id, tenants }) => {
      const here = found.filter((it) => it.endpointId === id && (tenants?.includes(it.tenantId) ?? true))
      return [id, here.reduce((sum, { latest, position }) => sum + Number(latest) - Number(position), 0)]
    }),
  )
}

async function behindIn({ db: opened, tenantIds }: ServedDatabase) {
  const db = opened()
  if (!db || tenantIds.length === 0) return []
  return db
    .selectFrom('whistle_endpoint as endpoint')
    .innerJoin('whistle_feed as feed', 'feed.tenant_id', 'endpoint.tenant_id')
    .where('endpoint.tenant_id', 'in', tenantIds)
    .select([
      'endpoint.tenant_id as tenantId',
      'endpoint.endpoint_id as endpointId',
      'endpoint.position as position',
      'feed.position as latest',
    ])
    .execute()
}
