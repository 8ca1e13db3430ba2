/** Requests to the service as a portal makes them. */
import { community } from './test-city.ts'

export interface Order {
  ticketId: string
  /** The `Idempotency-Key`. */
  key: string
  version: number
  command: object
}

export const send = (
  url: string,
  token: string,
  { ticketId, key, version, command }: Order,
  headers: Record<string, string> = {},
) =>
  fetch(`${url}/api/v1/tickets/${ticketId}/commands`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': key,
      'If-Match': `"v${version}"`,
      ...headers,
    },
    body: JSON.stringify(command),
  })

export const whistle = (description = '楼道门口堆放商品'): Order => ({
  ticketId: crypto.randomUUID(),
  key: crypto.randomUUID(),
  version: 0,
  command: {
    type: 'WHISTLE',
    draft: {
      matterCode: 'SR-02',
      description,
      location: { crs: 'cgcs2000', lng: 111.67, lat: 40.82, communityId: community },
    },
  },
})
