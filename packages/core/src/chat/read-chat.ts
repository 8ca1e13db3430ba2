/**
 * Reads what was copied from a work group into a draft. It fills in only what the text leaves no doubt of; everything
 * else is a suggestion, with the words that led to it. No word is lost: what is not in the description is in the contact,
 * in the rest, or among what was left out.
 */
import type { Draft } from '../ticket/commands.ts'
import type { Crs } from '../ticket/location.ts'
import type { Matter } from '../ticket/matter.ts'
import type { Instant } from '../ticket/primitives.ts'
import type { Unit } from '../ticket/unit.ts'
import { communitiesNamed, type NamedCommunity } from './communities.ts'
import { phonesSaid, reportersNamed } from './contact.ts'
import { fitting, keptText } from './description.ts'
import { timesSaid, type EventTime, type SaidTime } from './event-time.ts'
import { partsOf, mattersSaid, type MatterPart } from './matters.ts'
import { chatText, type Message } from './messages.ts'
import type { NoiseKind, Stretch } from './noise.ts'
import { placesSaid, type SaidPlace } from './place.ts'
import { plainOf } from './plain.ts'
import { blanked, overlap, wordsAt, type Words } from './words.ts'

export interface ChatOptions {
  /** The city's matter list. */
  matters: readonly Matter[]
  /** The city's units: communities are found by their names. */
  units?: readonly Unit[]
  /** For whom is whistled. Without it, an address cannot become a location, and stays a suggestion. */
  communityId?: string
  /** Reference system of the city's address base (`cgcs2000`). */
  crs?: Crs
  /** When it was pasted: 昨晚 is counted from the message's own time, or else from this. */
  now: Instant
}

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

/** What is not in this draft and wants a draft of its own, or does not fit. */
export interface ChatRest {
  why: 'anotherMatter' | 'tooLong'
  /** To be read again; begins with what the text says of all its matters. */
  text: string
  /** What it is about, where that is sure. */
  matter?: Matter
}

export interface ChatReading {
  /** The description, and of the rest only what is sure. Always passes the schema. */
  draft: Draft
  evidence: ChatEvidence
  rest: ChatRest[]
  /** What was no part of what was said, or is in another field. */
  leftOut: (Words & { kind: NoiseKind })[]
}

/** More than a person reads before whistling; what is behind it is told as `tooLong`. */
const longestRead = 10_000

/**
 * Reads a pasted text. Any text at all gives a reading; the same text gives the same.
 *
 * @example
 * readChat('张三 10:32\n东街12号门口井盖坏了，联系电话13800000000', { matters, communityId, now }).draft.contact
 * // { phone: '13800000000' }
 */
export function readChat(
  pasted: string,
  { matters, units = [], communityId, crs = 'cgcs2000', now }: ChatOptions,
): ChatReading {
  const text = pasted.replaceAll('\r', '\n').slice(0, longestRead)
  const plain = plainOf(text)
  const { messages, noise, quiet } = chatText(plain, now)
  const contact = contactIn(quiet, text)
  const times = messages.flatMap((message) => timesOf(message, quiet, now))
  const told = blanked(quiet, [...contact.out, ...contact.phoneWords, ...times])
  const named = communitiesNamed(told, units)
  const said = placesSaid(
    told,
    named.filter(({ doubtful }) => !doubtful),
  )

  // 东街菜市场 is where, and says nothing of a matter of markets.
  const what = blanked(
    told,
    said.flatMap(({ names }) => names),
  )
  const [part = { stretches: [], preface: [] }, ...others] = partsOf(messages, what, text, matters)
  const kept = keptText({ stretches: part.stretches, text, out: [...noise, ...contact.out] })
  const { text: description, more } = fitting(kept.text)
  const evidence: ChatEvidence = {
    matters: mattersIn(part, what, text, matters),
    places: placesIn(part, others, said, text),
    communities: communitiesIn(named, text),
    times: timesIn(part, times, text),
    phones: contact.phones,
    names: contact.names,
  }

  const [matter] = evidence.matters
  const [place] = evidence.places
  const [phone] = contact.phones
  const [name] = contact.names
  const who = {
    ...(name?.sure === true && { name: name.name }),
    ...(phone?.sure === true && { phone: phone.phone }),
  }
  const draft: Draft = {
    ...(matter?.sure === true && { matterCode: matter.matter.code }),
    ...(description && { description }),
    ...(communityId !== undefined &&
      place?.sure === true && { location: { crs, address: place.address, communityId } }),
    ...(Object.keys(who).length > 0 && { contact: who }),
  }
  const shared = keptText({ stretches: part.preface, text, out: noise }).text
  const tooLong = [more, pasted.slice(longestRead)].filter(Boolean).join('\n')
  return {
    draft,
    evidence,
    rest: [
      ...others.map((other): ChatRest => {
        const own = keptText({ stretches: other.stretches, text, out: noise }).text
        return {
          why: 'anotherMatter',
          text: [shared, own].filter(Boolean).join('\n'),
          ...(other.matter && { matter: other.matter.matter }),
        }
      }),
      ...(tooLong ? [{ why: 'tooLong' as const, text: tooLong }] : []),
    ],
    leftOut: [...noise, ...contact.out, ...kept.repeated]
      .sort((a, b) => a.start - b.start)
      .map(({ kind, start, end }) => ({ kind, ...wordsAt(text, start, end) })),
  }
}

/** One matter for each part that is sure of its own; else the likeliest of the whole. */
function mattersIn(
  part: MatterPart,
  quiet: string,
  text: string,
  matters: readonly Matter[],
): ChatEvidence['matters'] {
  const first = part.stretches[0]
  const last = part.stretches[part.stretches.length - 1]
  if (!first || !last) return []
  const whole = mattersSaid({ start: first.start, end: last.end }, quiet, text, matters)
  const { matter: sure } = part
  if (!sure) return whole
  return [sure, ...whole.filter(({ matter }) => matter.code !== sure.matter.code)].map((it, at) => ({
    ...it,
    sure: at === 0,
  }))
}

/** Of the part's own words; what is only said elsewhere is offered. */
function placesIn(
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
  const candidates = [...named, ...unused.map((it) => [it]), ...elsewhere.map((it) => [it])].map(
    (pieces) => ({
      address: addressOf(pieces.map(({ start, end }) => text.slice(start, end)).join('')),
      because: pieces.map(({ start, end }) => wordsAt(text, start, end)),
      telling: pieces.some(({ telling }) => telling),
      labelled: pieces.some(({ labelled }) => labelled),
      elsewhere: pieces.some((it) => elsewhere.includes(it)),
    }),
  )
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

function communitiesIn(named: readonly NamedCommunity[], text: string): ChatEvidence['communities'] {
  const units = distinctBy(named, ({ unit }) => unit.id)
  const whole = units.filter(({ doubtful }) => !doubtful)
  return [...whole, ...units.filter(({ doubtful }) => doubtful)].map(({ unit, start, end, doubtful }) => ({
    unit,
    because: [wordsAt(text, start, end)],
    sure: !doubtful && whole.length === 1,
  }))
}

function timesOf({ start, end, sentAt }: Message, quiet: string, now: Instant): SaidTime[] {
  return timesSaid(quiet.slice(start, end), sentAt ?? now).map((it) => ({
    ...it,
    start: start + it.start,
    end: start + it.end,
  }))
}

function timesIn(part: MatterPart, said: readonly SaidTime[], text: string): ChatEvidence['times'] {
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
function contactIn(quiet: string, text: string): ContactRead {
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
  if (onlyName) for (const it of reportersNamed(quiet)) if (!out.some((taken) => overlap(taken, it))) take(it)
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
