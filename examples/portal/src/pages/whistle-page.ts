/** The form, one's own tickets, and one ticket: side by side where there is room, one view at a time on a phone. */
import { byId } from './elements.ts'
import { leaveTicket, namesTicket, openDraftId } from './ticket-address.ts'
import { showWorkbench, type FilterTab } from './workbench.ts'

const filters: FilterTab[] = [
  {
    id: 'open',
    label: { zh: '在办', en: 'Open' },
    value: { statuses: ['whistled', 'accepted', 'rejected', 'underReview.returned'], order: 'updated' },
  },
  {
    id: 'mine-to-do',
    label: { zh: '等我处理', en: 'Waiting for me' },
    value: { statuses: ['draft', 'underReview.resolved', 'closed'], order: 'due' },
  },
  { id: 'all', label: { zh: '全部', en: 'All' }, value: { order: 'updated' } },
]

/** Brings `pages/parts/whistle.html` to life. */
export function showWhistlePage(): void {
  const box = byId('whistle-page', HTMLDivElement)
  const form = box.querySelector('whistle-form')
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('[data-view-button]')]
  const view = (name: string) => {
    box.dataset['view'] = name
    for (const button of buttons)
      button.setAttribute('aria-pressed', String(button.dataset['viewButton'] === name))
  }
  for (const button of buttons) {
    button.addEventListener('click', () => {
      if (namesTicket()) leaveTicket()
      view(button.dataset['viewButton'] ?? 'form')
      scrollTo({ top: 0 })
    })
  }
  const takeUpDraft = () => {
    const draftId = openDraftId()
    if (draftId === undefined || !form) return
    form.ticketId = draftId
    view('form')
  }
  box.addEventListener('whistle-outbox-wanted', () => view('mine'))
  view(namesTicket() ? 'mine' : 'form')
  takeUpDraft()
  window.addEventListener('hashchange', takeUpDraft)
  showWorkbench({ box, filters })
}
