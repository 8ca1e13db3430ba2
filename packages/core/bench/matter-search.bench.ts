// Searching 1,568 + 4,779 made-up items, keystroke by keystroke, beside MiniSearch with a bigram tokenizer.
import { matterIndex } from '../src/matters/search/index.ts'
import { bigramSearch } from './matters/bigram-search.ts'
import { madeUpMatters } from './matters/made-up-list.ts'
import { madeUpQueries, queryKinds, type LabelledQuery } from './matters/made-up-queries.ts'
import { report } from './side-by-side.ts'

const matters = [...madeUpMatters('city'), ...madeUpMatters('district')]
const queries = madeUpQueries(matters, 24)
const keystrokes = queries.flatMap(({ text }) =>
  Array.from(text, (_, at) =>
    Array.from(text)
      .slice(0, at + 1)
      .join(''),
  ),
)

type Search = (query: string) => readonly string[]

function timed<T>(run: () => T): { ms: number; result: T } {
  const start = performance.now()
  const result = run()
  return { ms: performance.now() - start, result }
}

const built = {
  chuishao: timed((): Search => {
    const index = matterIndex(matters)
    index.search('x')
    return (query) => index.search(query, { limit: 10 }).map(({ matter }) => matter.code)
  }),
  'MiniSearch, bigrams': timed((): Search => bigramSearch(matters)),
  'MiniSearch, bigrams and pinyin fields': timed((): Search => bigramSearch(matters, { withPinyin: true })),
}
const names = Object.keys(built) as (keyof typeof built)[]

const recallAt10 = (search: Search, some: readonly LabelledQuery[]) =>
  some.filter(({ text, expected }) =>
    search(text)
      .slice(0, 10)
      .some((code) => expected.includes(code)),
  ).length / some.length

/** Each keystroke is typed to every engine in turn; a time is the fastest of the rounds, so that other work on the machine counts little. */
function keystrokeTimes(rounds: number): Map<string, number[]> {
  const times = new Map<string, number[]>(names.map((name) => [name, []]))
  for (const keystroke of keystrokes) {
    const taken = new Map<string, number[]>(names.map((name) => [name, []]))
    for (let round = 0; round < rounds; round++)
      for (const name of names) taken.get(name)?.push(timed(() => built[name].result(keystroke)).ms)
    for (const name of names) times.get(name)?.push(Math.min(...(taken.get(name) ?? [])))
  }
  return times
}

const percentile = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Number.NaN

for (const keystroke of keystrokes.slice(0, 1000)) for (const name of names) built[name].result(keystroke)
const times = keystrokeTimes(4)
const figures = Object.fromEntries(
  names.map((name) => {
    const own = times.get(name) ?? []
    return [
      name,
      {
        'p50 ms': +percentile(own, 0.5).toFixed(3),
        'p99 ms': +percentile(own, 0.99).toFixed(3),
        'max ms': +Math.max(...own).toFixed(3),
        'recall@10': +recallAt10(built[name].result, queries).toFixed(3),
        'index ms': Math.round(built[name].ms),
      },
    ]
  }),
)
const kinds = Object.fromEntries(
  queryKinds.map((kind) => {
    const some = queries.filter((query) => query.kind === kind)
    return [
      kind,
      Object.fromEntries(names.map((name) => [name, +recallAt10(built[name].result, some).toFixed(2)])),
    ]
  }),
)

report(`Recall@10 by kind of query (${queries.length} queries)`, kinds)
/** How long a page that prepares the index is kept from drawing at a time. */
async function pieces(): Promise<number[]> {
  const taken: number[] = []
  let since = performance.now()
  await matterIndex(matters).prepare(() => {
    taken.push(performance.now() - since)
    since = performance.now()
  })
  return taken
}
const taken = await pieces()
report('Preparing the index in pieces', {
  pieces: { count: taken.length },
  'p50 of a piece': { ms: +percentile(taken, 0.5).toFixed(2) },
  'p99 of a piece': { ms: +percentile(taken, 0.99).toFixed(2) },
  'longest piece': { ms: +Math.max(...taken).toFixed(2) },
})

const [ours, plain, pinyin] = names.map((name) => figures[name])
report(`Matter search: ${matters.length} made-up items, ${keystrokes.length} keystrokes`, figures, [
  ["p99 per keystroke at most MiniSearch's", (ours?.['p99 ms'] ?? 1) <= (plain?.['p99 ms'] ?? 0)],
  ['recall at least that of MiniSearch', (ours?.['recall@10'] ?? 0) >= (plain?.['recall@10'] ?? 1)],
  [
    'recall at least that of MiniSearch with pinyin',
    (ours?.['recall@10'] ?? 0) >= (pinyin?.['recall@10'] ?? 1),
  ],
])
