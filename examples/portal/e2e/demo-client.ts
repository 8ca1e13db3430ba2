/** Speaks to a started portal as one of its demo people, over HTTP: for checking what the screens have done. */
import { httpGateway } from '@chuishao/adapters/http'
import type { TicketGateway } from '@chuishao/core/service'

/** A token that the demo issuer signs for one of its people. */
export async function tokenOf(url: string, identity: string): Promise<string> {
  const answer = await fetch(`${url}/demo/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ identity }),
  })
  const { token } = (await answer.json()) as { token: string }
  return token
}

/** A gateway that acts as a demo identity. */
export const gatewayAs = (url: string, identity: string): TicketGateway =>
  httpGateway({ endpoint: `${url}/api/v1`, token: () => tokenOf(url, identity) })
