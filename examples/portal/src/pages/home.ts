/** The front page: what this is, where to go, and the city's figures without signing in. */
import { byId } from './elements.ts'
import { fillTable, ratioTile, tile } from './figures-view.ts'
import { count, onLanguage, say } from './language.ts'
import { loadPublicFigures, type PublicFigures } from './public-figures.ts'
import { startPage } from './start-page.ts'

const loading = loadPublicFigures()

startPage(() => {
  void loading.then((loaded) => loaded && onLanguage(() => showFigures(loaded)))
})

function showFigures({ figures: { all, byRegion }, regions }: PublicFigures): void {
  const open = say({ zh: `其中在办 ${count(all.open)}`, en: `${count(all.open)} of them open` })
  byId('hero-figures', HTMLElement).replaceChildren(
    tile(say({ zh: '吹哨', en: 'Whistles' }), count(all.raised), open, 'raised'),
    ratioTile(all, 'closeRateAll'),
    ratioTile(all, 'onTimeCloseRate'),
    ratioTile(all, 'returnRateTickets'),
  )
  const rows = regions.flatMap(({ code, zh, en }) => {
    const set = byRegion[code]
    return set ? [{ name: say({ zh, en }), set }] : []
  })
  fillTable(byId('region-table', HTMLTableElement), { zh: '旗县区', en: 'Region' }, rows)
}
