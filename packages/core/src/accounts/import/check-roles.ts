/** Roles must fit the unit: a grid worker of the dispatch centre would be nobody's, a dispatcher of a community everybody's. */
import type { Fault } from '../../matters/import/issues.ts'
import type { ImportPlace } from '../../matters/import/place.ts'
import type { ImportedRecord } from '../../matters/import/records.ts'
import { Role } from '../../ticket/actor.ts'
import type { Unit } from '../../ticket/unit.ts'
import { roleMisfit, unitMissing } from './faults.ts'
import type { RoleUnits } from '../role-units.ts'

export function checkRoles(
  records: readonly ImportedRecord<unknown>[],
  unitOf: (cell: unknown) => Unit | undefined,
  roleUnits: RoleUnits,
): { place: ImportPlace; reason: Fault }[] {
  return records.flatMap(({ fields, place }) => {
    const unit = unitOf(fields['unit'])
    const named = fields['unit'] !== undefined && fields['unit'] !== ''
    // A unit that nobody knows has its own fault.
    if (named && !unit) return []
    return rolesOf(fields['roles']).flatMap((role) => {
      const fitting = roleUnits[role]
      if (fitting.includes(unit?.type)) return []
      return unit
        ? [{ place: place('roles'), reason: roleMisfit(role, unit.type, fitting) }]
        : [{ place: place('unit'), reason: unitMissing(role, fitting) }]
    })
  })
}

const rolesOf = (value: unknown): Role[] =>
  Array.isArray(value) ? value.flatMap((it) => Role.safeParse(it).data ?? []) : []
