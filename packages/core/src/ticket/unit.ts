/** Organisations that whistle, answer and dispatch. */
import * as z from 'zod/mini'
import { Code, Line, RegionCode } from './primitives.ts'

export const unitTypes = [
  'community',
  'street',
  'districtDepartment',
  'cityDepartment',
  'dispatchCentre',
  'outsideHandler',
] as const
export const UnitType = z.enum(unitTypes)
export type UnitType = z.infer<typeof UnitType>

export const Unit = z.object({
  id: Code,
  name: Line,
  nameEn: z.optional(Line),
  type: UnitType,
  regionCode: RegionCode,
  /** The street of a community, the city department of a district department. */
  parentId: z.optional(Code),
  /** What a department is for, e.g. `cityManagement`: the matter list names functions, the region picks the unit. */
  duty: z.optional(Code),
})
export type Unit = z.infer<typeof Unit>
