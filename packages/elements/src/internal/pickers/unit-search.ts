/** Finds units by name, as people shorten it, and by pinyin; letter for letter until the core's index is there. */
import type { UnitIndex } from '@chuishao/core/matters/search'
import type { Unit } from '@chuishao/core/ticket'
import { rangesOf, type Ranges } from './highlight.ts'
import { LazyIndex } from './lazy-index.ts'

export interface UnitFind {
  unit: Unit
  /** The name that was found, and what to mark in it. */
  matched?: { text: string; ranges: Ranges }
}

export class UnitSearch {
  readonly #lazy: LazyIndex<Unit, UnitIndex>

  constructor(onReady: () => void) {
    this.#lazy = new LazyIndex(({ unitIndex }, units) => unitIndex(units), onReady)
  }

  wake(units: readonly Unit[]): void {
    void this.#lazy.wake(units)
  }

  /** All of them while nothing is typed. */
  find(units: readonly Unit[], query: string): UnitFind[] {
    if (!query) return units.map((unit) => ({ unit }))
    return this.#lazy.of(units)?.search(query, { limit: units.length }) ?? plainly(units, query)
  }
}

const plainly = (units: readonly Unit[], query: string): UnitFind[] =>
  units.flatMap((unit) => {
    const texts = [unit.name, ...(unit.nameEn === undefined ? [] : [unit.nameEn])]
    const found = texts.flatMap((text) => {
      const ranges = rangesOf(text, query)
      return ranges ? [{ text, ranges }] : []
    })
    return found[0] ? [{ unit, matched: found[0] }] : []
  })
