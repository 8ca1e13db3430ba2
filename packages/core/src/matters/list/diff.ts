/** What a new version of the matter list changes, item by item and field by field. */
import type { Matter } from '../../ticket/matter.ts'
import type { Sentence } from '../../ticket/primitives.ts'
import type { MatterList } from './matter-list.ts'
import { fieldText, matterHeaders, type MatterField } from './matter-words.ts'
import { renamedCodes, type RenameCandidate } from './renamed.ts'

export interface FieldChange {
  field: MatterField
  /** What the old list said and what the new one says, for people. */
  before: Sentence
  after: Sentence
}

export interface MatterChange {
  code: string
  before: Matter
  after: Matter
  fields: FieldChange[]
}

export interface MatterListDiff {
  /** The versions compared. */
  from: string
  to: string
  added: Matter[]
  removed: Matter[]
  changed: MatterChange[]
  /** Removed items that an added one probably continues under another code; both stay in `removed` and `added`. */
  renamed: RenameCandidate[]
  /** How many items are the same in both. */
  unchanged: number
}

const fields = Object.keys(matterHeaders).filter((field): field is MatterField => field in matterHeaders)

/** The order of names says nothing. */
const comparable = (value: unknown) => JSON.stringify(Array.isArray(value) ? value.toSorted() : value)

const limitKey = (matter: Matter, field: 'acceptLimit' | 'handleLimit') => {
  const limit = matter[field]
  return limit && `${limit.amount} ${limit.unit}`
}

const valueOf = (matter: Matter, field: MatterField) =>
  field === 'acceptLimit' || field === 'handleLimit' ? limitKey(matter, field) : comparable(matter[field])

/** The fields in which two readings of an item differ, in the order of a spreadsheet. */
export const changedFields = (before: Matter, after: Matter): FieldChange[] =>
  fields
    .filter((field) => valueOf(before, field) !== valueOf(after, field))
    .map((field) => ({ field, before: fieldText(before, field), after: fieldText(after, field) }))

/**
 * Compares two versions of a list by the items' codes. Added and changed items come in the new list's order, removed
 * ones in the old list's.
 *
 * @example
 * const diff = diffMatterLists(inForce, next)
 * console.log(describeDiff(diff).zh)
 */
export function diffMatterLists(before: MatterList, after: MatterList): MatterListDiff {
  const old = new Map(before.matters.map((matter) => [matter.code, matter]))
  const kept = new Set(after.matters.map(({ code }) => code))
  const added: Matter[] = []
  const changed: MatterChange[] = []
  let unchanged = 0
  for (const matter of after.matters) {
    const former = old.get(matter.code)
    const fields = former && changedFields(former, matter)
    if (!former || !fields) added.push(matter)
    else if (fields.length === 0) unchanged += 1
    else changed.push({ code: matter.code, before: former, after: matter, fields })
  }
  const removed = before.matters.filter(({ code }) => !kept.has(code))
  const renamed = renamedCodes(removed, added)
  return { from: before.version, to: after.version, added, removed, changed, renamed, unchanged }
}
