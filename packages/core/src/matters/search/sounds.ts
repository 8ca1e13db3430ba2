/**
 * How characters sound: readings without tones, each known by a small number, and which of them people mix up.
 * The only file that loads pinyin tables.
 */
import { pinyin } from 'pinyin-pro'

/** Number of a syllable; 0 is no sound at all. */
export type Sound = number

const spellings: string[] = ['']
const numbers = new Map<string, Sound>()
const beginnings = new Map<string, Sound[]>()
const byInitial = new Map<string, Sound[]>()
const kinds = new Map<string, Sound[]>()

/** The syllable with this number, e.g. `jing`. */
export const spellingOf = (sound: Sound): string => spellings[sound] ?? ''

/** How many syllables are known so far, the silent one included. */
export const countSounds = (): number => spellings.length

/** The syllable that is spelled so, if a character that was looked up is read so. */
export const soundSpelled = (spelling: string): Sound | undefined => numbers.get(spelling)

/** Syllables that begin so and go on. */
export const soundsBeginning = (letters: string): readonly Sound[] => beginnings.get(letters) ?? []

/** Syllables with this first letter. */
export const soundsWithInitial = (letter: string): readonly Sound[] => byInitial.get(letter) ?? []

/** Syllables that these letters are easily taken for. */
export const soundsLike = (letters: string): readonly Sound[] => kinds.get(kindOf(letters)) ?? []

/**
 * What is left of a syllable where flat and curled tongue (z/zh), n and l, and front and back nasals (an/ang) are not
 * told apart: the usual mix-ups of input by pinyin. en/eng, in/ing and un/ong also fall together in the Jin dialects.
 */
const kindOf = (spelling: string): string =>
  spelling
    .replace(/^([zcs])h/u, '$1')
    .replace(/^n/u, 'l')
    .replace(/ong$/u, 'un')
    .replace(/([aei])ng$/u, '$1n')

function numberOf(spelling: string): Sound {
  if (!/^[a-z]+$/u.test(spelling)) return 0
  const known = numbers.get(spelling)
  if (known !== undefined) return known
  const sound = spellings.push(spelling) - 1
  numbers.set(spelling, sound)
  for (let end = 2; end < spelling.length; end++) into(beginnings, spelling.slice(0, end), sound)
  into(byInitial, spelling.slice(0, 1), sound)
  into(kinds, kindOf(spelling), sound)
  for (const piece of oneLetterLess(spelling)) into(shortened, piece, sound)
  return sound
}

function into<Key>(lists: Map<Key, Sound[]>, key: Key, sound: Sound): void {
  const list = lists.get(key)
  if (list) list.push(sound)
  else lists.set(key, [sound])
}

const readings = new Map<string, readonly Sound[]>()

/** Every reading of a character on its own: people type the one they know, not always the one that fits. */
export function readingsOf(char: string): readonly Sound[] {
  let known = readings.get(char)
  if (!known) {
    const spelled = isHan(char)
      ? pinyin(char, { type: 'array', toneType: 'none', multiple: true, v: true })
      : []
    known = [...new Set(spelled.map(numberOf))].filter(Boolean)
    readings.set(char, known)
  }
  return known
}

/** The reading of each character that fits its context, 0 where there is none. */
export function soundsIn(text: string): Sound[] {
  const chars = Array.from(text)
  const spelled = pinyin(text, { type: 'array', toneType: 'none', v: true })
  const fits = spelled.length === chars.length
  return chars.map((char, at) =>
    isHan(char) ? (fits && numberOf(spelled[at] ?? '')) || (readingsOf(char)[0] ?? 0) : 0,
  )
}

export const isHan = (char: string): boolean => /^\p{Script=Han}/u.test(char)

const shortened = new Map<string, Sound[]>()

const oneLetterLess = (letters: string) =>
  Array.from(letters, (_, at) => letters.slice(0, at) + letters.slice(at + 1))

/** Syllables of two letters or more that one wrong, missing or extra letter turns into these letters. */
export function soundsOneLetterOff(letters: string): readonly Sound[] {
  const known = oneLetterOff.get(letters)
  if (known?.at === countSounds()) return known.sounds
  const sounds = lookOneLetterOff(letters)
  if (oneLetterOff.size > mostRemembered) oneLetterOff.clear()
  oneLetterOff.set(letters, { at: countSounds(), sounds })
  return sounds
}

const oneLetterOff = new Map<string, { at: number; sounds: readonly Sound[] }>()
const mostRemembered = 4000

function lookOneLetterOff(letters: string): Sound[] {
  const found = new Set(shortened.get(letters))
  for (const piece of oneLetterLess(letters)) {
    const same = numbers.get(piece)
    if (same !== undefined) found.add(same)
    for (const sound of shortened.get(piece) ?? []) {
      if (spellingOf(sound).length === letters.length && differInOne(spellingOf(sound), letters))
        found.add(sound)
    }
  }
  return [...found].filter((sound) => spellingOf(sound).length > 1 && spellingOf(sound) !== letters)
}

function differInOne(one: string, other: string): boolean {
  let differences = 0
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) differences += 1
  return differences === 1
}
