/** A backend that gives every new ticket an id of its own, and knows no other; a repeated command is answered as the first. */
import { GatewayError, type TicketGateway } from '@chuishao/core/service'
import { freshTicketId } from '../../conformance/fresh-gateway.ts'

export function naming(inner: TicketGateway) {
  let isAway = false
  const names = new Map<string, string>()
  const reached = () => {
    if (isAway) throw new GatewayError('offline')
  }
  const gateway: TicketGateway = {
    ...inner,
    capabilities: { ...inner.capabilities, clientIds: false },
    whoAmI: async () => (reached(), inner.whoAmI()),
    get: async (id, looking) => (reached(), inner.get(id, looking)),
    execute: async (id, command, options) => {
      reached()
      const name = names.get(options.commandId) ?? freshTicketId()
      if (options.ifVersion === 0) names.set(options.commandId, name)
      return inner.execute(options.ifVersion === 0 ? name : id, command, options)
    },
  }
  return { gateway, cut: (away: boolean) => (isAway = away) }
}
