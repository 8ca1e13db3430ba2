/** Deep links: `#ticket=ID` names the open ticket on every page, `#draft=ID` the draft in the form. */

export const openTicketId = (): string | undefined => /^#ticket=([0-9a-f-]{36})$/.exec(location.hash)?.[1]

/** Whether the address names a ticket at all, be it one that cannot exist. */
export const namesTicket = (): boolean => location.hash.startsWith('#ticket=')

/** The draft that the form goes on with. */
export const openDraftId = (): string | undefined => /^#draft=([0-9a-f-]{36})$/.exec(location.hash)?.[1]

export function openTicket(ticketId: string): void {
  location.hash = `ticket=${ticketId}`
}

/** Takes a draft to the form: the page's own, else that of the page of whistles. */
export function openDraft(ticketId: string): void {
  const here = document.querySelector('whistle-form') ? location.pathname + location.search : '/whistle.html'
  location.assign(`${here}#draft=${ticketId}`)
}

/** Goes back to the page without a ticket, as one step in the history. */
export function leaveTicket(): void {
  history.pushState(null, '', location.pathname + location.search)
  window.dispatchEvent(new HashChangeEvent('hashchange'))
}
