/** Which kind of unit a role acts for. Ours, from the vocabulary of the mechanism; a city may give its own table. */
import type { Role } from '../ticket/actor.ts'
import { unitTypes, type UnitType } from '../ticket/unit.ts'

/** `undefined` among the types: the role may be had without a unit. */
export type RoleUnits = Readonly<Record<Role, readonly (UnitType | undefined)[]>>

/**
 * Residents act for themselves. Who sees or steers everything (dispatch, return review, supervision) sits at the
 * dispatch centre. An analyst only reads, from anywhere. `system` is no person's.
 */
export const usualRoleUnits: RoleUnits = {
  gridWorker: ['community'],
  communitySecretary: ['community'],
  buildingHead: ['community'],
  streetOfficer: ['street'],
  departmentHandler: ['districtDepartment', 'cityDepartment', 'outsideHandler'],
  dispatcher: ['dispatchCentre'],
  returnReviewer: ['dispatchCentre'],
  supervisor: ['dispatchCentre'],
  citizen: [undefined],
  analyst: [...unitTypes, undefined],
  system: [],
}
