/** Who acts: a person in one or more roles, for one unit. Accounts are shared, so the *person* is what counts. */
import * as z from 'zod/mini'
import { Code, Line } from './primitives.ts'

export const roles = [
  'gridWorker',
  'communitySecretary',
  'buildingHead',
  'streetOfficer',
  'departmentHandler',
  'dispatcher',
  'returnReviewer',
  'supervisor',
  'citizen',
  'analyst',
  'system',
] as const

export const Role = z.enum(roles)
export type Role = z.infer<typeof Role>

export const Actor = z.object({
  /** Identifies the acting person, not the account that several people may share. */
  personId: Code,
  name: Line,
  roles: z.array(Role).check(z.minLength(1)),
  /** The unit the person acts for; a citizen acts for nobody. */
  unitId: z.optional(Code),
})
export type Actor = z.infer<typeof Actor>

/** The actor of everything that a deadline does. */
export const systemActor: Actor = { personId: 'system', name: '系统', roles: ['system'] }
