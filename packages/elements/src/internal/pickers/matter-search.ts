/**
 * Finds matters. Pinyin, initials and ranking come from the core's index, which is loaded when it is first wanted; until
 * then, and where it cannot be loaded, a matter is found by the letters it contains.
 */
import type { MatterIndex } from '@chuishao/core/matters/search'
import type { Matter } from '@chuishao/core/ticket'
import { rangesOf, type Ranges } from './highlight.ts'
import { LazyIndex } from './lazy-index.ts'

export interface MatterFind {
  matter: Matter
  /** What to mark in the name. */
  ranges?: Ranges
  /** The everyday word that was found, where it was not the name. */
  synonym?: { text: string; ranges: Ranges }
}

export class MatterSearch {
  readonly #lazy: LazyIndex<Matter, MatterIndex>

  constructor(onReady: () => void) {
    this.#lazy = new LazyIndex(async ({ matterIndex }, matters) => {
      const index = matterIndex(matters)
      await index.prepare(betweenFrames())
      return index
    }, onReady)
  }

  wake(matters: readonly Matter[]): void {
    void this.#lazy.wake(matters)
  }

  find(matters: readonly Matter[], query: string, limit: number): MatterFind[] {
    const index = this.#lazy.of(matters)
    if (!index) return plainly(matters, query).slice(0, limit)
    return index.search(query, { limit }).map(({ matter, matched: { field, text, ranges } }) => {
      if (field === 'name') return { matter, ranges }
      return field === 'synonym' ? { matter, synonym: { text, ranges } } : { matter }
    })
  }
}

/** Lets the page draw and hear its user after every few milliseconds of work. */
function betweenFrames(workMs = 6): () => void | Promise<void> {
  let since = performance.now()
  return () => {
    if (performance.now() - since < workMs) return
    return new Promise((resolve) =>
      setTimeout(() => {
        since = performance.now()
        resolve()
      }),
    )
  }
}

function plainly(matters: readonly Matter[], query: string): MatterFind[] {
  const inNames: MatterFind[] = []
  const elsewhere: MatterFind[] = []
  for (const matter of matters) {
    const ranges = rangesOf(matter.name, query)
    if (ranges) {
      inNames.push({ matter, ranges })
      continue
    }
    const synonym = matter.synonyms.map((text) => ({ text, ranges: rangesOf(text, query) }))
    const found = synonym.find((it): it is { text: string; ranges: Ranges } => it.ranges !== undefined)
    if (found) elsewhere.push({ matter, synonym: found })
    else if (rangesOf(matter.category, query) ?? rangesOf(matter.code, query)) elsewhere.push({ matter })
  }
  return [...inNames, ...elsewhere]
}
