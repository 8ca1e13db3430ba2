/** What people type to find items of a made-up list, each with the items that it should find, known by how it is made. */
import { pinyin } from 'pinyin-pro'
import type { Matter } from '../../src/ticket/matter.ts'
import { seeded, shuffled } from './seeded.ts'

export interface LabelledQuery {
  kind: QueryKind
  text: string
  /** Codes; one of them among the first hits is right. */
  expected: readonly string[]
}

export const queryKinds = [
  'part of a name',
  'an everyday word',
  'two words',
  'code',
  'full pinyin',
  'initials',
  'pinyin and characters',
  'wrong character',
  'character that sounds alike',
  'characters swapped',
  'character missing',
  'near-sound pinyin',
  'letter missing',
  'letters swapped',
  'wrong letter',
] as const
export type QueryKind = (typeof queryKinds)[number]

const spelled = (text: string) => pinyin(text, { type: 'array', toneType: 'none', v: true })

/** `perKind` queries of every kind, the same for the same seed. */
export function madeUpQueries(matters: readonly Matter[], perKind: number, seed = 7): LabelledQuery[] {
  const random = seeded(seed)
  const below = (count: number) => Math.floor(random() * count)
  const soundAlikes = homophones(matters)
  const chars = [...new Set(matters.flatMap(({ name }) => Array.from(name)))]
  const replaced = (list: readonly string[], at: number, by: string) => list.with(at, by).join('')
  const swapped = (list: readonly string[], at: number) =>
    [...list.slice(0, at), list[at + 1], list[at], ...list.slice(at + 2)].join('')

  function textOf(kind: QueryKind, { name, synonyms, category, code }: Matter): string | undefined {
    const letters = Array.from(name)
    const syllables = spelled(name)
    const inner = 1 + below(letters.length - 2)
    const sounds = syllables.join('')
    switch (kind) {
      case 'part of a name':
        return letters.slice(letters.length - 4 - below(3)).join('')
      case 'an everyday word':
        return synonyms[below(synonyms.length)]
      case 'two words':
        return `${category} ${letters.slice(-4).join('')}`
      case 'code':
        return code.toLowerCase()
      case 'full pinyin':
        return sounds
      case 'initials':
        return syllables.map((syllable) => syllable[0]).join('')
      case 'pinyin and characters':
        return syllables.slice(0, inner).join('') + letters.slice(inner).join('')
      case 'wrong character':
        return replaced(letters, inner, chars[below(chars.length)] ?? '的')
      case 'character that sounds alike': {
        const others = soundAlikes.get(letters[inner] ?? '') ?? []
        return others.length > 0 ? replaced(letters, inner, others[below(others.length)] ?? '') : undefined
      }
      case 'characters swapped':
        return letters[inner] === letters[inner + 1] ? undefined : swapped(letters, inner)
      case 'character missing':
        return letters.toSpliced(inner, 1).join('')
      case 'near-sound pinyin': {
        const blurred = syllables.with(inner, blur(syllables[inner] ?? '')).join('')
        return blurred === sounds ? undefined : blurred
      }
      case 'letter missing': {
        const at = 1 + below(sounds.length - 2)
        return sounds.slice(0, at) + sounds.slice(at + 1)
      }
      case 'letters swapped': {
        const at = 1 + below(sounds.length - 3)
        return sounds[at] === sounds[at + 1] ? undefined : swapped(Array.from(sounds), at)
      }
      case 'wrong letter': {
        const at = 1 + below(sounds.length - 2)
        return replaced(Array.from(sounds), at, 'abcdefghijklmnopqrstuwxyz'[below(25)] ?? 'x')
      }
    }
  }

  return queryKinds.flatMap((kind, at) => {
    const queries: LabelledQuery[] = []
    for (const matter of shuffled(matters, seed + at)) {
      const text = textOf(kind, matter)
      if (text === undefined || text === '') continue
      queries.push({ kind, text, expected: expectedFor(kind, text, matter, matters) })
      if (queries.length === perKind) break
    }
    return queries
  })
}

/** Parts of names and everyday words belong to several items alike; what is typed in full, to one. */
function expectedFor(
  kind: QueryKind,
  text: string,
  matter: Matter,
  matters: readonly Matter[],
): readonly string[] {
  const codes = (fits: (matter: Matter) => boolean) => matters.filter(fits).map(({ code }) => code)
  if (kind === 'part of a name') return codes(({ name }) => name.includes(text))
  if (kind === 'an everyday word') return codes(({ synonyms }) => synonyms.includes(text))
  const [category, part] = text.split(' ')
  if (kind === 'two words' && part !== undefined)
    return codes((it) => it.category === category && it.name.includes(part))
  return [matter.code]
}

/** Another character of the list with the same reading. */
function homophones(matters: readonly Matter[]): Map<string, string[]> {
  const bySound = new Map<string, string[]>()
  for (const char of new Set(matters.flatMap(({ name }) => Array.from(name)))) {
    const [sound = ''] = spelled(char)
    bySound.set(sound, [...(bySound.get(sound) ?? []), char])
  }
  return new Map(
    [...bySound.values()].flatMap((alike) =>
      alike.map((char): [string, string[]] => [char, alike.filter((it) => it !== char)]),
    ),
  )
}

const blurs: [RegExp, string][] = [
  [/^([zcs])h/, '$1'],
  [/^([zcs])(?!h)/, '$1h'],
  [/^n/, 'l'],
  [/^l/, 'n'],
  [/([aei])ng$/, '$1n'],
  [/([aei])n$/, '$1ng'],
]

/** Says a syllable as somebody would who does not tell z from zh, n from l, an from ang. */
function blur(syllable: string): string {
  for (const [from, to] of blurs) if (from.test(syllable)) return syllable.replace(from, to)
  return syllable
}
