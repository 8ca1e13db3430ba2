/** Deep links: `#ticket=ID` names the open ticket on every page. */

export const openTicketId = (): string | undefined => /^#ticket=([0-9a-f-]{36})$/.exec(location.hash)?.[1]

export function openTicket(ticketId: string): void {
  location.hash = `ticket=${ticketId}`
}

/** Goes back to the page without a ticket, as one step in the history. */
export function leaveTicket(): void {
  history.pushState(null, '', location.pathname + location.search)
  window.dispatchEvent(new HashChangeEvent('hashchange'))
}
