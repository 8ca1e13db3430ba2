/** A list beside a ticket on a desktop, one after the other on a phone. */
import type { ListQuery } from '@chuishao/core/service'
import { byId, make } from './elements.ts'
import { onLanguage, say } from './language.ts'
import { showTabs, type Tab } from './tabs.ts'
import { leaveTicket, namesTicket, openDraft, openTicket, openTicketId } from './ticket-address.ts'

export type FilterTab = Tab<Partial<ListQuery>>

export interface WorkbenchOptions {
  /** Element whose `data-open` says whether a ticket is open. */
  box: HTMLElement
  filters: FilterTab[]
  onFilter?: (id: string) => void
}

export function showWorkbench({ box, filters, onFilter }: WorkbenchOptions): void {
  const list = box.querySelector('whistle-ticket-list')
  const pane = byId('card-pane', HTMLElement)
  if (!list) throw new Error('The page has no ticket list')
  pane.tabIndex = -1

  let filtered = ''
  const nameList = () => {
    const label = filters.find(({ id }) => id === filtered)?.label
    list.heading = label && say(label)
  }
  showTabs(byId('tabs', HTMLDivElement), filters, (filter, id) => {
    list.filter = filter
    filtered = id
    nameList()
    onFilter?.(id)
  })
  // From the list, and from a card that names another ticket.
  box.addEventListener('whistle-ticket-select', ({ detail }) => openTicket(detail.ticketId))
  box.addEventListener('whistle-outbox-wanted', (event) => {
    const outbox = box.querySelector('whistle-outbox')
    if (!outbox) return
    event.preventDefault()
    const go = () => {
      outbox.scrollIntoView({ block: 'start' })
      outbox.focus()
    }
    if (matchMedia('(min-width: 60rem)').matches) return go()
    // On a phone the ticket stands where the outbox was.
    window.addEventListener('hashchange', go, { once: true })
    leaveTicket()
  })
  box.addEventListener('whistle-edit-requested', ({ detail }) => openDraft(detail.ticketId))

  const back = make('button', { type: 'button', class: 'button small back' })
  back.addEventListener('click', leaveTicket)
  const nothing = make('p', { class: 'nothing' })
  const missingText = make('p')
  const missingBack = make('button', { type: 'button', class: 'button small' })
  missingBack.addEventListener('click', leaveTicket)
  const missing = make('div', { class: 'missing', role: 'status' }, missingText, missingBack)
  onLanguage(() => {
    nameList()
    back.textContent = `← ${say({ zh: '返回列表', en: 'Back to the list' })}`
    missingBack.textContent = back.textContent
    missingText.textContent = say({
      zh: '没有这张工单，或您无权查看。',
      en: 'There is no such ticket, or you may not see it.',
    })
    nothing.textContent = say({
      zh: '从左侧选一张工单，在这里办理。',
      en: 'Choose a ticket on the left to work on it here.',
    })
  })

  const show = (moveFocus: boolean) => {
    const ticketId = openTicketId()
    box.toggleAttribute('data-open', namesTicket())
    list.selected = ticketId ?? ''
    if (ticketId === undefined && namesTicket()) {
      pane.replaceChildren(missing)
      return
    }
    if (ticketId === undefined) {
      pane.replaceChildren(nothing)
      if (moveFocus) byId('tabs', HTMLDivElement).querySelector<HTMLElement>('[aria-pressed=true]')?.focus()
      return
    }
    const card = pane.querySelector('whistle-ticket-card') ?? document.createElement('whistle-ticket-card')
    card.setAttribute('ticket-id', ticketId)
    if (!card.isConnected) pane.replaceChildren(back, card)
    if (!moveFocus) return
    const isAlone = !matchMedia('(min-width: 60rem)').matches
    if (isAlone) pane.focus({ preventScroll: true })
    if (isAlone || pane.getBoundingClientRect().top < 0) pane.scrollIntoView({ block: 'start' })
  }
  window.addEventListener('hashchange', () => show(true))
  show(false)
}
