/** What somebody typed, prepared once for comparing it with thousands of names. */
import {
  countSounds,
  isHan,
  readingsOf,
  soundSpelled,
  soundsBeginning,
  soundsLike,
  soundsOneLetterOff,
  soundsWithInitial,
  spellingOf,
  type Sound,
} from './sounds.ts'

/** One width, one case; character for character, so that positions stay what they are. */
export const fold = (text: string): string =>
  Array.from(text, (char) => {
    const folded = char.normalize('NFKC').toLowerCase()
    return folded.length <= char.length ? folded : char
  }).join('')

/** How letters from some position on can be read as a syllable. */
export interface Spelling {
  sound: Sound
  /** Letters that it takes. */
  letters: number
  /** Up to the end of what is typed, the syllable not finished. */
  unfinished: boolean
  /** How it was misspelled, if it was. */
  slip?: 'nearSound' | 'letter'
}

export interface Typed {
  text: string
  chars: string[]
  codes: number[]
  /** Has a Latin letter. */
  latin: boolean
  han: boolean[]
  /** Whether slips are looked for. */
  loose: boolean
  /** Whether letters may be initials. */
  initials: boolean
  /** Readings of the letters from each position on. */
  spellings: Spelling[][]
  /**
   * The same by syllable, at `position * countOfSounds + sound`: bit n of the byte for its kind is set where it takes n
   * letters. The bytes, from the lowest: written out, unfinished, near sound, one letter off. Of the lowest byte, bit 0
   * is an initial of one letter, bit 7 one of two (zh, ch, sh).
   */
  bySound: Uint32Array
  countOfSounds: number
}

/** Longer syllables do not exist. */
const longestSyllable = 6

export interface TypedOptions {
  /** Also finds slips: near sounds, and one wrong letter in one syllable. No initials then. */
  loose?: boolean
  initials?: boolean
}

/** Prepares a folded query without spaces. */
export function typed(text: string, { loose = false, initials = !loose }: TypedOptions = {}): Typed {
  const chars = Array.from(text)
  const latin = /[a-z]/u.test(text)
  const spellings = chars.map((_, at) => (loose ? looseSpellings(chars, at) : spellingsOf(chars, at)))
  // Counted after the characters that were typed have been looked up.
  const countOfSounds = countSounds()
  const query: Typed = {
    text,
    chars,
    codes: chars.map(codeOf),
    latin,
    han: chars.map(isHan),
    loose,
    initials,
    spellings,
    bySound: new Uint32Array(latin || loose ? chars.length * countOfSounds : 0),
    countOfSounds,
  }
  for (const [at, readings] of spellings.entries()) {
    for (const { sound, letters, unfinished, slip } of readings) {
      const kind = unfinished ? 1 : slip === 'nearSound' ? 2 : slip === 'letter' ? 3 : 0
      const cell = at * countOfSounds + sound
      query.bySound[cell] = (query.bySound[cell] ?? 0) | (1 << (kind * 8 + letters))
    }
  }
  if (initials && latin) markInitials(query)
  return query
}

function markInitials({ chars, bySound, countOfSounds }: Typed): void {
  for (const [at, char] of chars.entries()) {
    const curled = chars[at + 1] === 'h'
    for (const sound of soundsWithInitial(char)) {
      const cell = at * countOfSounds + sound
      const bits = curled && spellingOf(sound)[1] === 'h' ? 129 : 1
      bySound[cell] = (bySound[cell] ?? 0) | bits
    }
  }
}

export const codeOf = (char: string): number => char.codePointAt(0) ?? 0

function lettersFrom(chars: readonly string[], at: number): string {
  let letters = ''
  for (let to = at; to < chars.length && letters.length <= longestSyllable; to++) {
    const char = chars[to] ?? ''
    if (!/^[a-z]$/u.test(char)) break
    letters += char
  }
  return letters
}

export function spellingsOf(chars: readonly string[], at: number): Spelling[] {
  const letters = lettersFrom(chars, at)
  const found: Spelling[] = []
  for (let end = 1; end <= Math.min(letters.length, longestSyllable); end++) {
    const sound = soundSpelled(letters.slice(0, end))
    if (sound !== undefined) found.push({ sound, letters: end, unfinished: false })
  }
  const isLast = at + letters.length === chars.length
  if (isLast && letters.length > 1) {
    for (const sound of soundsBeginning(letters))
      found.push({ sound, letters: letters.length, unfinished: true })
  }
  return found
}

/** The exact ones, those that sound alike, and those that one letter sets apart; a character has the sounds of its readings. */
function looseSpellings(chars: readonly string[], at: number): Spelling[] {
  const char = chars[at] ?? ''
  if (isHan(char)) {
    const like = readingsOf(char).flatMap((sound) => soundsLike(spellingOf(sound)))
    return [...new Set(like)].map((sound) => ({ sound, letters: 1, unfinished: false, slip: 'nearSound' }))
  }
  const found = spellingsOf(chars, at)
  const letters = lettersFrom(chars, at)
  const exact = new Set(found.map(({ sound, letters }) => sound * 8 + letters))
  const add = (sounds: readonly Sound[], length: number, slip: 'nearSound' | 'letter') => {
    for (const sound of sounds) {
      if (exact.has(sound * 8 + length)) continue
      exact.add(sound * 8 + length)
      found.push({ sound, letters: length, unfinished: false, slip })
    }
  }
  const longest = Math.min(letters.length, longestSyllable)
  for (let end = longest; end > 1; end--) add(soundsLike(letters.slice(0, end)), end, 'nearSound')
  for (let end = longest; end > 0; end--) add(soundsOneLetterOff(letters.slice(0, end)), end, 'letter')
  return found
}
