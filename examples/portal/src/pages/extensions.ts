/** Requests for a later date that nobody has decided yet. The list's query cannot ask for them, so they are looked up. */
import type { TicketGateway } from '@chuishao/core/service'
import type { CityData } from '@chuishao/core/lifecycle'
import type { Limit, Ticket } from '@chuishao/core/ticket'
import { limitText } from '@chuishao/core/time'
import { make } from './elements.ts'
import { onLanguage, say } from './language.ts'
import { openTicket } from './ticket-address.ts'

interface Request {
  ticket: Ticket
  by: Limit
  reason: string
}

export function showExtensions(box: HTMLElement, gateway: TicketGateway): void {
  const pending = new Map<string, Request>()
  let city: CityData | undefined

  const show = () => {
    const items = [...pending.values()].map((request) => item(request, city))
    const empty = make('p', {
      class: 'nothing',
      text: say({ zh: '没有待审批的延期申请。', en: 'No request is waiting.' }),
    })
    box.replaceChildren(...(items.length > 0 ? [make('ul', { class: 'request-list' }, ...items)] : [empty]))
  }

  async function look(ticketId: string) {
    const view = await gateway.get(ticketId)
    const open = view?.ticket.extensions.find(({ decision }) => decision === undefined)
    if (view && open && view.ticket.status === 'accepted')
      pending.set(ticketId, { ticket: view.ticket, ...open })
    else pending.delete(ticketId)
  }

  async function load() {
    city = await gateway.city()
    const { items } = await gateway.query({ statuses: ['accepted'], limit: 200 })
    for (const { ticketId } of items) await look(ticketId)
    show()
  }

  onLanguage(show)
  void load().catch(show)
  gateway.subscribe(
    ({ ticketId, summary }) => {
      if (summary.status === 'accepted' || pending.has(ticketId)) void look(ticketId).then(show, show)
    },
    { signal: new AbortController().signal },
  )
}

function item({ ticket, by, reason }: Request, city: CityData | undefined): HTMLElement {
  const unit = city?.units.find(({ id }) => id === ticket.leadUnitId)
  const name = unit ? say({ zh: unit.name, en: unit.nameEn ?? unit.name }) : ''
  const button = make(
    'button',
    { type: 'button', 'data-ticket': ticket.id },
    make('b', { text: ticket.matter?.name ?? '' }),
    make('span', { class: 'request-by', text: `${name} · +${say(limitText(by))}` }),
    make('span', { text: reason }),
  )
  button.addEventListener('click', () => openTicket(ticket.id))
  return make('li', {}, button)
}
