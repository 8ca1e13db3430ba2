// How often suggestMatters proposes the right one of the demo city's 216 matters, beside the plain search.
import { matterIndex } from '../src/matters/search/index.ts'
import { suggestMatters, type TicketHistory } from '../src/matters/suggest/index.ts'
import { closedAsLabelled, demoMatters, hitsAt, labelledDescriptions } from './matters/descriptions.ts'
import { madeUpMatters } from './matters/made-up-list.ts'
import { median, report } from './side-by-side.ts'

const matters = demoMatters()
const { train, heldOut } = labelledDescriptions()
const index = matterIndex(matters)
const suggesting = (history?: TicketHistory) => (text: string) =>
  suggestMatters(text, { matters }, history).map(({ matter }) => matter.code)
const searching = (text: string) => index.search(text, { limit: 3 }).map(({ matter }) => matter.code)

const rows = {
  'plain search': searching,
  'suggestMatters, list alone': suggesting(),
  'suggestMatters, having seen the train split closed': suggesting(closedAsLabelled(train, matters)),
}
const percent = (share: number) => `${(share * 100).toFixed(1)} %`
const figures = Object.entries(rows).map(([name, suggest]) => {
  const own = { train: hitsAt(suggest, train), heldOut: hitsAt(suggest, heldOut) }
  return { name, ...own }
})
report(
  `Suggestions for ${train.length} train and ${heldOut.length} held-out descriptions`,
  Object.fromEntries(
    figures.map(({ name, train, heldOut }) => [
      name,
      {
        'train top-1': percent(train.top1),
        'train top-3': percent(train.top3),
        'held-out top-1': percent(heldOut.top1),
        'held-out top-3': percent(heldOut.top3),
      },
    ]),
  ),
  [
    [
      'better than plain search, first and among three',
      figures
        .slice(1)
        .every(
          ({ heldOut }) =>
            heldOut.top1 > (figures[0]?.heldOut.top1 ?? 1) && heldOut.top3 > (figures[0]?.heldOut.top3 ?? 1),
        ),
    ],
  ],
)

const long = [...madeUpMatters('city'), ...madeUpMatters('district')]
const timed = (run: () => unknown) => {
  const start = performance.now()
  run()
  return performance.now() - start
}
const first = timed(() => suggestMatters('小区路灯不亮', { matters: long }))
const each = heldOut.map(({ text }) => timed(() => suggestMatters(text, { matters: long })))
report(`Suggestions among ${long.length} made-up items`, {
  'first, with its preparation': { ms: Math.round(first) },
  'each after it, median': { ms: +median(each).toFixed(1) },
})
