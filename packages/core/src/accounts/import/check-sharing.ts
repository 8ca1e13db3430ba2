/** Rows of one account, and of one person, must agree: what is chosen from the list decides who acted and for whom. */
import { issueAt, type Fault, type ImportIssue } from '../../matters/import/issues.ts'
import { placeText, type ImportPlace } from '../../matters/import/place.ts'
import type { ImportedRecord } from '../../matters/import/records.ts'
import type { Sentence } from '../../ticket/primitives.ts'
import type { Unit } from '../../ticket/unit.ts'
import { accountOfTwoUnits, personOfTwoNames, personTwice } from './faults.ts'

interface Earlier {
  value: string
  row: Sentence
}

export function checkSharing(
  records: readonly ImportedRecord<unknown>[],
  unitOf: (cell: unknown) => Unit | undefined,
): ImportIssue[] {
  const people = new Map<string, Earlier>()
  const units = new Map<string, Earlier>()
  const names = new Map<string, Earlier>()
  return records.flatMap(({ fields, place }) => {
    const account = textOf(fields['account'])
    const personId = textOf(fields['personId'])
    const name = textOf(fields['name'])
    const unit = unitOf(fields['unit'])?.id
    const row = rowText(place('account'))
    const found: [field: string, Fault][] = []

    const person = account && personId && earlier(people, `${account}\n${personId}`, personId, row)
    if (person) found.push(['personId', personTwice(person.value, person.row)])
    const other = account && unit && earlier(units, account, unit, row)
    if (other && unit && other.value !== unit)
      found.push(['unit', accountOfTwoUnits(unit, other.value, other.row)])
    const same = personId && name && earlier(names, personId, name, row)
    if (same && name && same.value !== name)
      found.push(['name', personOfTwoNames(name, same.value, same.row)])

    return found.map(([field, reason]) => issueAt(place(field), reason))
  })
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

/** What an earlier row says; kept from this row where it is the first. */
function earlier(seen: Map<string, Earlier>, key: string, value: string, row: Sentence) {
  const before = seen.get(key)
  if (!before) seen.set(key, { value, row })
  return before
}

const rowText = (place: ImportPlace) =>
  placeText(place.in === 'sheet' ? { in: 'sheet', row: place.row } : place)
