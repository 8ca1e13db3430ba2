/** MiniSearch as one would set it up for Chinese: characters in pairs, prefixes and a little fuzziness. */
import MiniSearch from 'minisearch'
import { pinyin } from 'pinyin-pro'
import type { Matter } from '../../src/ticket/matter.ts'

/** Runs of Chinese characters as overlapping pairs, other words as they are. */
export function bigrams(text: string): string[] {
  return (text.toLowerCase().match(/\p{Script=Han}+|[a-z0-9]+/gu) ?? []).flatMap((run) => {
    const chars = Array.from(run)
    if (!/\p{Script=Han}/u.test(run) || chars.length === 1) return [run]
    return chars.slice(1).map((char, at) => (chars[at] ?? '') + char)
  })
}

export interface BigramSearchOptions {
  /** Also indexes names and everyday words as whole pinyin and as initials. */
  withPinyin?: boolean
}

export function bigramSearch(
  matters: readonly Matter[],
  { withPinyin = false }: BigramSearchOptions = {},
): (query: string) => string[] {
  const plain = ['name', 'synonyms', 'code', 'category']
  const index = new MiniSearch({
    idField: 'code',
    fields: withPinyin ? [...plain, 'pinyin', 'initials'] : plain,
    tokenize: bigrams,
    searchOptions: { prefix: true, fuzzy: 0.2, boost: { name: 2, code: 2 } },
  })
  const sounds = (texts: string[], pattern: 'pinyin' | 'first') =>
    texts
      .map((text) => pinyin(text, { type: 'array', toneType: 'none', v: true, pattern }).join(''))
      .join(' ')
  index.addAll(
    matters.map(({ code, name, synonyms, category }) => ({
      code,
      name,
      synonyms: synonyms.join(' '),
      category,
      ...(withPinyin && {
        pinyin: sounds([name, ...synonyms], 'pinyin'),
        initials: sounds([name, ...synonyms], 'first'),
      }),
    })),
  )
  return (query) => index.search(query).map(({ id }) => String(id))
}
