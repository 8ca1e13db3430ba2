/** The dispatch centre: the city in figures, and the tickets that need somebody to step in. */
import type { Figures } from '@chuishao/core/insight'
import { isGatewayError, type TicketGateway } from '@chuishao/core/service'
import { showBreakdown } from './breakdown.ts'
import { byId } from './elements.ts'
import { showExtensions } from './extensions.ts'
import { ratioTile, tile } from './figures-view.ts'
import { count, onLanguage, say } from './language.ts'
import { countLate, late, type LateCounts } from './late.ts'
import { loadPublicFigures } from './public-figures.ts'
import { startPage } from './start-page.ts'
import { showWorkbench } from './workbench.ts'

const refreshAfterMs = 800

startPage(({ gateway }) => {
  const extensions = byId('extensions', HTMLDivElement)
  const list = document.querySelector<HTMLElement>('whistle-ticket-list')
  showWorkbench({
    box: byId('workbench', HTMLDivElement),
    filters: [
      {
        id: 'unsigned',
        label: { zh: '未签收', en: 'Unsigned' },
        value: { statuses: ['whistled'], order: 'due' },
      },
      late.unsigned,
      late.handling,
      { id: 'soon', label: { zh: '临期', en: 'Due soon' }, value: { warning: 'yellow', order: 'due' } },
      {
        id: 'extensions',
        label: { zh: '延期申请', en: 'Extensions' },
        value: { statuses: ['accepted'], order: 'due' },
      },
      { id: 'all', label: { zh: '全部', en: 'All' }, value: { order: 'updated' } },
    ],
    onFilter: (id) => {
      extensions.hidden = id !== 'extensions'
      if (list) list.hidden = id === 'extensions'
    },
  })
  showExtensions(extensions, gateway)
  void showFigures(gateway)
})

async function showFigures(gateway: TicketGateway): Promise<void> {
  const read = () => Promise.all([gateway.figures(), countLate(gateway)])
  const first = await read().catch(sayWhyNot)
  if (!first) return
  let [figures, counts] = first
  const city = await gateway.city()
  const regions = (await loadPublicFigures())?.regions ?? []
  const refreshBreakdown = showBreakdown(gateway, city, regions)
  const show = () => showTiles(figures, counts)
  onLanguage(show)

  let timer: number | undefined
  gateway.subscribe(
    () => {
      window.clearTimeout(timer)
      timer = window.setTimeout(async () => {
        const fresh = await read().catch(() => undefined)
        if (fresh) [figures, counts] = fresh
        show()
        refreshBreakdown()
      }, refreshAfterMs)
    },
    { signal: new AbortController().signal },
  )
}

/** A resident may not see them, and a service may be away. */
function sayWhyNot(error: unknown): undefined {
  if (!isGatewayError(error)) throw error
  const place = byId('no-figures', HTMLParagraphElement)
  onLanguage(() => (place.textContent = say(error.sentence)))
  place.hidden = false
  for (const id of ['tiles', 'breakdown']) byId(id, HTMLElement).hidden = true
}

function showTiles({ all }: Figures, { unsigned, handling }: LateCounts): void {
  byId('tiles', HTMLElement).replaceChildren(
    tile(
      say({ zh: '吹哨', en: 'Whistles' }),
      count(all.raised),
      say({ zh: `在办 ${count(all.open)}`, en: `${count(all.open)} open` }),
      'raised',
    ),
    ratioTile(all, 'closeRateAll'),
    ratioTile(all, 'onTimeCloseRate'),
    ratioTile(all, 'acceptOnTimeRate'),
    ratioTile(all, 'returnRateTickets'),
    ratioTile(all, 'communitySatisfiedRate'),
    ratioTile(all, 'citizenSatisfiedRate'),
    tile(
      say(late.unsigned.label),
      count(unsigned),
      say({ zh: '已过签收时限，仍无人签收', en: 'nobody has signed, past the limit' }),
      'unsignedLate',
    ),
    tile(
      say(late.handling.label),
      count(handling),
      say({ zh: '已过办理时限，仍在办理', en: 'still in hand, past the limit' }),
      'handlingLate',
    ),
    tile(
      say({ zh: '挂账', en: 'Suspended' }),
      count(all.suspendedCount),
      say({ zh: '不计入办结', en: 'never counted as closed' }),
      'suspended',
    ),
  )
}
