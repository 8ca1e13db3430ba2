/** What may be whistled (清单之外无事项): one item of the matter list. */
import * as z from 'zod/mini'
import { Limit } from './limit.ts'
import { Code, Line, Text } from './primitives.ts'

export const routes = ['selfGovernance', 'street', 'department'] as const
export const Route = z.enum(routes)
export type Route = z.infer<typeof Route>

export const evidenceRules = ['none', 'optional', 'required'] as const
export const EvidenceRule = z.enum(evidenceRules)
export type EvidenceRule = z.infer<typeof EvidenceRule>

export const Matter = z.object({
  code: Code,
  name: Line,
  /** Words that people use for it. */
  synonyms: z.array(Line),
  category: Line,
  level: z.enum(['city', 'district']),
  /** Who starts: the community's iron triangle, the street, or the department. */
  route: Route,
  /** The department answerable in the end: a unit's id, or `duty:NAME` for the region's unit with that duty. */
  responsible: Line,
  /** Departments that usually assist, written as `responsible` is. */
  coUnits: z.array(Line),
  /** How long the lead has to sign or return, counted from dispatch; the profile's where absent. */
  acceptLimit: z.optional(Limit),
  /** How long the lead has to submit a result, counted from dispatch; the profile's where absent. */
  handleLimit: z.optional(Limit),
  /** Whether a whistle needs a photo. */
  whistleEvidence: EvidenceRule,
  /** Whether a result needs a photo. */
  resultEvidence: EvidenceRule,
  /** When it may be closed, in words for the handler and the community. */
  closingConditions: z.optional(Text),
  procedure: z.optional(Text),
  legalBasis: z.optional(Text),
})
export type Matter = z.infer<typeof Matter>
