/** Puts what was found side by side: the likeliest first, and sure only where no other reading is left. */
import type { Matter } from '../ticket/matter.ts'
import type { Unit } from '../ticket/unit.ts'
import type { NamedCommunity } from './communities.ts'
import { phonesSaid, reportersNamed } from './contact.ts'
import type { EventTime, SaidTime } from './event-time.ts'
import {
  isAnother,
  leastFurther,
  mattersSaid,
  mostStretches,
  sentencesOf,
  type MatterPart,
  type SaidMatter,
} from './matters.ts'
import type { Stretch } from './noise.ts'
import type { SaidPlace } from './place.ts'
import { overlap, wordsAt, type Words } from './words.ts'

/** Something that the text can mean. */
export type Suggested<T> = T & {
  /** The words that led to it. */
  because: Words[]
  /** No other reading is left: it is in the draft, or may be filled in. */
  sure: boolean
}

export interface ChatEvidence {
  /** The likeliest first. */
  matters: Suggested<{ matter: Matter; score: number }>[]
  places: Suggested<{ address: string }>[]
  /** Communities that are named; sure where one is named by its whole name or its identifier. */
  communities: Suggested<{ unit: Unit }>[]
  /** When it happened; `eventTimeText` puts it in words. */
  times: Suggested<{ time: EventTime }>[]
  phones: Suggested<{ phone: string }>[]
  names: Suggested<{ name: string }>[]
}

/** One matter for each part that is sure of its own; else the likeliest of the whole. */
export function mattersIn(
  part: MatterPart,
  quiet: string,
  text: string,
  matters: readonly Matter[],
): ChatEvidence['matters'] {
  const first = part.stretches[0]
  const last = part.stretches[part.stretches.length - 1]
  if (!first || !last) return []
  const whole = mattersSaid({ start: first.start, end: last.end }, quiet, text, matters)
  const { about } = part
  const taken = about?.sure === true ? about : whole[0]
  // With two matters none is sure.
  if (taken?.sure === true && speaksOfAnother(part, taken, quiet, text, matters))
    return whole.map((it) => ({ ...it, sure: false }))
  if (about?.sure !== true) return whole
  return [about, ...whole.filter(({ matter }) => matter.code !== about.matter.code)].map((it, at) => ({
    ...it,
    sure: at === 0,
  }))
}

/** How likely a sentence before it has to be about another matter. */
const likelyEnough = 0.5

/** What comes before it is likely about something else, or a sentence of it is sure of another. */
function speaksOfAnother(
  { preface, stretches }: MatterPart,
  taken: SaidMatter,
  quiet: string,
  text: string,
  matters: readonly Matter[],
): boolean {
  const saidIn = (it: { start: number; end: number }) => mattersSaid(it, quiet, text, matters)
  const before = preface.map(saidIn).filter(([it]) => it?.named === true && it.score >= leastFurther)
  const sentences = stretches.flatMap((it) => sentencesOf(it, quiet))
  if (sentences.length > mostStretches) return before.some((said) => isAnother(said, taken))
  const each = sentences.map(saidIn)
  const own = each.findIndex(([it]) => it?.matter.code === taken.matter.code)
  const telling = each.filter(([it], at) => it?.sure || (at < own && it?.named && it.score >= likelyEnough))
  return [...before, ...telling].some((said) => isAnother(said, taken))
}

/** Of the part's own words; what is only said elsewhere is offered. */
export function placesIn(
  part: MatterPart,
  others: readonly MatterPart[],
  said: readonly SaidPlace[],
  text: string,
): ChatEvidence['places'] {
  const general = said.filter((it) => isIn(part.preface, it))
  const own = said.filter((it) => isIn(part.stretches, it) && !general.includes(it))
  const elsewhere = said.filter((it) => others.some(({ stretches }) => isIn(stretches, it)))
  // 锦绣花园：1、3号楼 … 2、5号楼 …
  const [estate, ...estates] = general.filter(({ telling }) => telling)
  const named = own.map((it): SaidPlace[] =>
    estate && estates.length === 0 && it.unnamed && !estate.unnamed ? [estate, it] : [it],
  )
  const unused = general.filter((it) => !named.some((pieces) => pieces.includes(it)))
  const candidates = [
    ...named,
    ...unused.map((it) => [it]),
    ...(own.length > 0 ? [] : elsewhere.map((it) => [it])),
  ].map((pieces) => ({
    address: addressOf(pieces.map(({ start, end }) => text.slice(start, end)).join('')),
    because: pieces.map(({ start, end }) => wordsAt(text, start, end)),
    telling: pieces.some(({ telling }) => telling),
    labelled: pieces.some(({ labelled }) => labelled),
    elsewhere: pieces.some((it) => elsewhere.includes(it)),
  }))
  const places = distinctBy(candidates.sort(byTelling), ({ address }) => address)
  const [best, ...less] = places
  const rival = less.some((it) => !it.elsewhere && it.telling && (it.labelled || best?.labelled !== true))
  return places.map(({ address, because, telling, elsewhere: isElsewhere }, at) => ({
    address,
    because,
    sure: at === 0 && telling && !isElsewhere && !rival,
  }))
}

const isIn = (
  stretches: readonly { start: number; end: number }[],
  it: { start: number; end: number },
): boolean => stretches.some(({ start, end }) => start <= it.start && it.end <= end)

const byTelling = (
  a: { telling: boolean; labelled: boolean },
  b: { telling: boolean; labelled: boolean },
): number => Number(b.labelled) - Number(a.labelled) || Number(b.telling) - Number(a.telling)

/** One line, without what cannot be stored. */
const addressOf = (words: string) =>
  words
    .replaceAll(/\p{Cc}|\p{Cs}/gu, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim()
    .slice(0, 200)

export function communitiesIn(named: readonly NamedCommunity[], text: string): ChatEvidence['communities'] {
  const units = distinctBy(named, ({ unit }) => unit.id)
  const whole = units.filter(({ doubtful }) => !doubtful)
  return [...whole, ...units.filter(({ doubtful }) => doubtful)].map(({ unit, start, end, doubtful }) => ({
    unit,
    because: [wordsAt(text, start, end)],
    sure: !doubtful && whole.length === 1,
  }))
}

export function timesIn(part: MatterPart, said: readonly SaidTime[], text: string): ChatEvidence['times'] {
  const own = said.filter((it) => isIn(part.stretches, it))
  const times = distinctBy(
    own.flatMap(({ time, otherwise, ...it }) =>
      [time, ...otherwise].map((meant) => ({ ...it, time: meant })),
    ),
    ({ time }) => `${time.from} ${time.to}`,
  )
  return times.map(({ time, start, end, doubtful }) => ({
    time,
    because: [wordsAt(text, start, end)],
    sure: times.length === 1 && !doubtful,
  }))
}

interface ContactRead {
  phones: ChatEvidence['phones']
  names: ChatEvidence['names']
  /** What went to the contact, with its labels. */
  out: Stretch[]
  /** Numbers are no house numbers, whether they are taken or not. */
  phoneWords: { start: number; end: number }[]
}

/** From the whole text: whoever tells of two matters is called back for both. */
export function contactIn(quiet: string, text: string): ContactRead {
  const said = phonesSaid(quiet)
  const phones = distinctBy(said, ({ phone }) => phone)
  const onlyPhone = phones.length === 1 && phones[0]?.doubtful === false
  const names = distinctBy(
    [...said.flatMap((it) => (it.doubtful ? [] : (it.name ?? []))), ...reportersNamed(quiet)],
    ({ name }) => name,
  )
  const onlyName = names.length === 1 && names[0]?.doubtful === false
  const out: Stretch[] = []
  const take = ({ start, end }: { start: number; end: number }) => out.push({ kind: 'contact', start, end })
  if (onlyPhone)
    for (const { whole, start, end, name } of said) {
      if (!name || onlyName) take(whole)
      else {
        take({ start: whole.start, end: name.start })
        take({ start: name.end, end: Math.max(end, whole.end, start) })
      }
    }
  if (onlyName)
    for (const { whole } of reportersNamed(quiet))
      if (!out.some((taken) => overlap(taken, whole))) take(whole)
  return {
    phones: phones.map(({ phone, start, end }) => ({
      phone,
      because: [wordsAt(text, start, end)],
      sure: onlyPhone,
    })),
    names: names.map(({ name, start, end }) => ({
      name: addressOf(name),
      because: [wordsAt(text, start, end)],
      sure: onlyName,
    })),
    out: out.filter(({ start, end }) => start < end),
    phoneWords: said,
  }
}

function distinctBy<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const keys = new Set<string>()
  return items.filter((item) => {
    const key = keyOf(item)
    return !keys.has(key) && keys.add(key)
  })
}
