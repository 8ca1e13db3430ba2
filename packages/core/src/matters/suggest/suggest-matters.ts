/** Proposes matters and units for what somebody says in their own words, and says which of the words made it think so. */
import type { Matter } from '../../ticket/matter.ts'
import type { Unit } from '../../ticket/unit.ts'
import { departmentFor, namedUnit, responsibleUnit } from '../responsible.ts'
import { indexUnits, type UnitLookups } from '../units-index.ts'
import { tellingWords } from './telling-words.ts'
import type { TicketHistory, UnitRecord } from './ticket-history.ts'
import { wordIndex, type SpokenFor, type WordIndex } from './word-index.ts'

/** A matter list, and the units if they are to be named; a `MatterList` and a city's data are both one. */
export interface SuggestList {
  matters: readonly Matter[]
  units?: readonly Unit[]
}

export interface SuggestOptions {
  /** Who whistles: tells which street and which district's department is meant. */
  communityId?: string
  /** At most so many suggestions (3). */
  limit?: number
}

/** Words of the text that speak for a matter. */
export interface Reason {
  text: string
  /** Where they stand in the text, in code points: from (included) to (excluded). */
  from: number
  to: number
  /** Closed tickets taught it, not the list. */
  learned: boolean
}

export interface Suggestion {
  matter: Matter
  /** 0 to 1: how much of what the text tells speaks for this matter. */
  score: number
  /** In the order of the text. */
  because: Reason[]
  /** Who would lead first; absent where the community or the units are not known. */
  unit?: Unit
  /** The department answerable in the end; absent where the region or the units are not known. */
  department?: Unit
  /** How that unit, or else that department, dealt with this matter before; absent without a history. */
  record?: UnitRecord
  /** Other units that had this matter before, those first that closed most of it. */
  alternateUnits: UnitRecord[]
}

/** What falls so far behind the first is not worth showing. */
const leastShare = 0.25

/**
 * Proposes matters for a description, the likeliest first: the first is the proposal, the others its alternates. None
 * where no word of it is known. The same input gives the same answer; nothing leaves the machine.
 *
 * The list is prepared when it is first asked about and remembered as long as its `matters` are the same array.
 *
 * @param history what earlier tickets tell, from `ticketHistory(events)`
 */
export function suggestMatters(
  text: string,
  list: SuggestList,
  history?: TicketHistory,
  { communityId, limit = 3 }: SuggestOptions = {},
): Suggestion[] {
  const index = indexFor(list.matters, history)
  const words = tellingWords(text, { denials: true })
  const found = index.spokenFor(words).sort((a, b) => b.weight - a.weight || a.matter - b.matter)
  const utmost = index.utmost(words)
  const least = (found[0]?.weight ?? 0) * leastShare
  const units = list.units && unitsFor(list.units)
  const chars = Array.from(text)
  return found
    .slice(0, limit)
    .filter(({ weight }) => weight > 0 && weight >= least)
    .flatMap((spoken) => {
      const matter = list.matters[spoken.matter]
      if (!matter) return []
      const score = Math.min(1, spoken.weight / utmost)
      const because = reasonsOf(spoken, chars)
      return [{ matter, score, because, ...unitsOf(matter, units, communityId, history) }]
    })
}

function unitsOf(
  matter: Matter,
  units: UnitLookups | undefined,
  communityId: string | undefined,
  history: TicketHistory | undefined,
): Pick<Suggestion, 'unit' | 'department' | 'record' | 'alternateUnits'> {
  const unit =
    units && communityId !== undefined ? responsibleUnit({ matter, communityId, city: units }) : undefined
  const department =
    units && communityId !== undefined
      ? departmentFor(matter, communityId, units)
      : units && namedUnit(matter.responsible, '', units)
  const unitId = unit?.id ?? department?.id
  return {
    ...(unit && { unit }),
    ...(department && { department }),
    ...(history && unitId !== undefined && { record: history.of(matter.code, unitId) }),
    alternateUnits: (history?.unitsOf(matter.code) ?? []).filter((record) => record.unitId !== unitId),
  }
}

/** Neighbouring words are one reason; what tells next to nothing is none. */
function reasonsOf({ words }: SpokenFor, chars: readonly string[]): Reason[] {
  const strongest = Math.max(...words.map(({ tells }) => tells))
  const telling = words
    .filter(({ tells }) => tells >= strongest * 0.2)
    .sort((a, b) => a.word.from - b.word.from || b.word.to - a.word.to)
  const stretches: { from: number; to: number; learned: boolean }[] = []
  for (const { word, learned } of telling) {
    const last = stretches[stretches.length - 1]
    if (last && word.from < last.to) {
      last.to = Math.max(last.to, word.to)
      last.learned &&= learned
    } else stretches.push({ from: word.from, to: word.to, learned })
  }
  return stretches.map((it) => ({ text: chars.slice(it.from, it.to).join(''), ...it }))
}

const prepared = new WeakMap<
  readonly Matter[],
  { index: WordIndex; history?: TicketHistory; revision: number }
>()

function indexFor(matters: readonly Matter[], history: TicketHistory | undefined): WordIndex {
  const known = prepared.get(matters)
  const revision = history?.revision ?? 0
  if (known && known.history === history && known.revision === revision) return known.index
  const index = wordIndex(matters, history?.past)
  prepared.set(matters, { index, revision, ...(history && { history }) })
  return index
}

const lookups = new WeakMap<readonly Unit[], UnitLookups>()

function unitsFor(units: readonly Unit[]): UnitLookups {
  const known = lookups.get(units) ?? indexUnits(units)
  lookups.set(units, known)
  return known
}
