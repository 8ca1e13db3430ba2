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
import { communitiesNamed } from './communities.ts'
import { fitting, keptText } from './description.ts'
import { timesSaid, type SaidTime } from './event-time.ts'
import { communitiesIn, contactIn, mattersIn, placesIn, timesIn, type ChatEvidence } from './evidence.ts'
import { partsOf } from './matters.ts'
import { chatText, type Message } from './messages.ts'
import type { NoiseKind, Stretch } from './noise.ts'
import { landmarksIn, placesSaid } from './place.ts'
import { plainOf } from './plain.ts'
import { blanked, wordsAt, type Words } from './words.ts'

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

  // 东街菜市场 is where, and says nothing of a matter of markets; nor does what lies beside it.
  const what = blanked(told, [...said.flatMap(({ names }) => names), ...landmarksIn(told)])
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
          ...(other.about?.sure === true && { matter: other.about.matter }),
        }
      }),
      ...(tooLong ? [{ why: 'tooLong' as const, text: tooLong }] : []),
    ],
    leftOut: outermost([...noise, ...contact.out, ...kept.repeated]).map(({ kind, start, end }) => ({
      kind,
      ...wordsAt(text, start, end),
    })),
  }
}

/** In the order of the text, without those that lie within another. */
function outermost(stretches: readonly Stretch[]): Stretch[] {
  let reached = -1
  return [...stretches]
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .filter(({ end }) => {
      const more = end > reached
      reached = Math.max(reached, end)
      return more
    })
}

function timesOf({ start, end, sentAt }: Message, quiet: string, now: Instant): SaidTime[] {
  return timesSaid(quiet.slice(start, end), sentAt ?? now).map((it) => ({
    ...it,
    start: start + it.start,
    end: start + it.end,
  }))
}
