/**
 * The core's search, pinyin tables and all, loaded when somebody is about to search and kept for the items searched in.
 * Until then, and where it cannot be loaded, there is no index.
 */
import type * as Search from '@chuishao/core/matters/search'

export class LazyIndex<Item, Index> {
  readonly #make: (module: typeof Search, items: Item[]) => Index | Promise<Index>
  readonly #onReady: () => void
  #items: readonly Item[] = []
  #index: Index | undefined
  #module: Promise<typeof Search> | undefined

  constructor(make: (module: typeof Search, items: Item[]) => Index | Promise<Index>, onReady: () => void) {
    this.#make = make
    this.#onReady = onReady
  }

  /** Loads the index for these items. Cheap to call again. */
  async wake(items: readonly Item[]): Promise<void> {
    if (this.#module && areSame(this.#items, items)) return
    this.#items = items
    this.#index = undefined
    try {
      this.#module ??= import('@chuishao/core/matters/search')
      const module = await this.#module
      if (this.#items !== items) return
      const index = await this.#make(module, [...items])
      if (this.#items !== items) return
      this.#index = index
      this.#onReady()
    } catch {
      // Without a network the plain search stays; the next focus tries again.
      this.#module = undefined
    }
  }

  /** The index of these very items, once it is there. */
  of(items: readonly Item[]): Index | undefined {
    return areSame(this.#items, items) ? this.#index : undefined
  }
}

const areSame = <T>(some: readonly T[], others: readonly T[]) =>
  some === others || (some.length === others.length && some.every((item, at) => item === others[at]))
