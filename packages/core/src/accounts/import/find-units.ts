/** Finds the units that a list of accounts names: by their ids, or by a name that only one has. */
import { fault, issueAt, type ImportIssue } from '../../matters/import/issues.ts'
import type { ImportedRecord } from '../../matters/import/records.ts'
import type { Unit } from '../../ticket/unit.ts'
import { unitAllowed } from './account-columns.ts'

export interface FoundUnits {
  issues: ImportIssue[]
  /** The unit that a cell names; undefined where it names none or several. */
  unitOf(cell: unknown): Unit | undefined
}

export function findUnits(records: readonly ImportedRecord<unknown>[], units: readonly Unit[]): FoundUnits {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const byName = new Map<string, Unit[]>()
  for (const unit of units) byName.set(unit.name, [...(byName.get(unit.name) ?? []), unit])
  const unitOf = (cell: unknown) => {
    if (typeof cell !== 'string') return undefined
    const [first, ...others] = byName.get(cell) ?? []
    return byId.get(cell) ?? (others.length === 0 ? first : undefined)
  }
  const issues = records.flatMap(({ fields: { unit }, place }) => {
    if (typeof unit !== 'string' || unit === '' || unitOf(unit)) return []
    const same = byName.get(unit)
    const reason = same
      ? fault('ambiguousUnit', { text: unit, ids: same.map(({ id }) => id) })
      : { ...fault('unknownUnit', { text: unit }), allowed: unitAllowed }
    return [issueAt(place('unit'), reason)]
  })
  return { issues, unitOf }
}
