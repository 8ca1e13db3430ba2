/** Speaks to a started portal as one of its demo people, over HTTP: for checking what the screens have done. */
import { httpGateway } from '@chuishao/adapters/http'
import type { TicketGateway } from '@chuishao/core/service'

/** A gateway that acts as a demo identity. */
export function gatewayAs(url: string, identity: string): TicketGateway {
  const token = async () => {
    const answer = await fetch(`${url}/demo/token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ identity }),
    })
    const { token } = (await answer.json()) as { token: string }
    return token
  }
  return httpGateway({ endpoint: `${url}/api/v1`, token })
}
