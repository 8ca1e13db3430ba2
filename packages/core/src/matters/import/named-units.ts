/** Finds the units that a list names: by their ids, by their duties, or by a name that only one has. */
import type { Matter } from '../../ticket/matter.ts'
import type { Unit } from '../../ticket/unit.ts'
import { downwardAssignments } from '../list/downward.ts'
import { fault, issueAt, type ImportIssue } from './issues.ts'
import type { ImportedRecord } from './records.ts'

const fields = ['responsible', 'coUnits'] as const

export interface NamedUnits {
  issues: ImportIssue[]
  /** The item with ids in place of units' names. */
  resolve(matter: Matter): Matter
}

export function checkNamedUnits(
  records: readonly ImportedRecord<Matter>[],
  units: readonly Unit[],
): NamedUnits {
  const known = new Set(units.flatMap(({ id, duty }) => (duty === undefined ? [id] : [id, `duty:${duty}`])))
  const byName = new Map<string, string[]>()
  for (const { id, name } of units) byName.set(name, [...(byName.get(name) ?? []), id])
  const idOf = (name: string) => {
    const [id, ...others] = known.has(name) ? [name] : (byName.get(name) ?? [])
    return others.length === 0 ? id : undefined
  }
  const issues: ImportIssue[] = []
  for (const { fields: read, place } of records) {
    for (const field of fields) {
      for (const name of namesIn(read[field])) {
        if (idOf(name) !== undefined) continue
        const ids = byName.get(name)
        const reason = ids
          ? fault('ambiguousUnit', { text: name, ids })
          : fault('unknownUnit', { text: name })
        issues.push(issueAt(place(field), reason))
      }
    }
  }
  // One by one: a call takes no hundred thousand arguments.
  for (const issue of downward(records, units, idOf)) issues.push(issue)
  return {
    issues,
    resolve: (matter) => ({
      ...matter,
      responsible: idOf(matter.responsible) ?? matter.responsible,
      coUnits: matter.coUnits.map((name) => idOf(name) ?? name),
    }),
  }
}

const namesIn = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((it): it is string => typeof it === 'string' && it !== '')

/** Of items with other faults too: whoever corrects a list wants to hear of everything at once. */
function downward(
  records: readonly ImportedRecord<Matter>[],
  units: readonly Unit[],
  idOf: (name: string) => string | undefined,
): ImportIssue[] {
  const assigning = records.flatMap(({ fields: read, place }) => {
    const { route } = read
    if (route !== 'street' && route !== 'department') return []
    const ids = (value: unknown) => namesIn(value).map((name) => idOf(name) ?? name)
    const [responsible = ''] = ids(read['responsible'])
    return [{ route, responsible, coUnits: ids(read['coUnits']), place }] as const
  })
  return downwardAssignments(assigning, units).map(({ matter, field, explanation }) =>
    issueAt(matter.place(field), fault('downwardAssignment', { explanation })),
  )
}
