/** The endpoints of the configuration with their secrets; units go by their names from the city's list. */
import { endpointsFromConfig, type Endpoint } from '@chuishao/adapters/delivery'
import type { LoadedCity } from '@chuishao/adapters/city-files'
import type { ServiceConfig } from '../config/service-config.ts'

/** Secrets of endpoints that are missing or are none, all at once. */
export class EndpointsError extends Error {
  override readonly name = 'EndpointsError'
  readonly code = 'badEndpoints'
}

export function configuredEndpoints(
  { webhooks }: ServiceConfig,
  cities: ReadonlyMap<string, LoadedCity> = new Map(),
): Endpoint[] {
  if (!webhooks) return []
  const made = endpointsFromConfig(webhooks, {
    unitName: (tenantId, unitId) => cities.get(tenantId)?.index.unit(unitId)?.name,
  })
  if (made.ok) return made.endpoints
  const lines = made.errors.map(({ path, message }) => `webhooks.${path}: ${message.zh} / ${message.en}`)
  throw new EndpointsError(lines.join('\n'))
}
