/** What a portal's record may be read into: our names, each with the kind of value that it holds. */
import {
  Attachments,
  AttachmentRef,
  closings,
  Code,
  Crs,
  Instant,
  Limit,
  Line,
  LongText,
  outcomes,
  Rater,
  RatingLevel,
  Role,
  Status,
  Text,
  UnitType,
  commandTypes,
  warnings,
} from '@chuishao/core/ticket'
import * as z from 'zod/mini'

/** The kinds of values, each with what may stand in it on our side. `values` of a description converts by kind. */
export const kinds = {
  id: z.string(),
  text: Text,
  /** What somebody reports; written as texts are, unless it has a conversion of its own. */
  description: LongText,
  line: Line,
  code: Code,
  phone: z.string().check(z.regex(/^\+?[0-9 *-]{5,20}$/)),
  number: z.number(),
  count: z.int().check(z.minimum(0)),
  boolean: z.boolean(),
  /** A moment, on our side in UTC. */
  date: Instant,
  person: Code,
  unit: Code,
  units: z.array(Code),
  /** Who answers for a matter: a unit, written as units are, or `duty:NAME` for the region's unit with that duty. */
  responsible: Line,
  matter: Code,
  /** The reason of a return. */
  reason: Code,
  status: Status,
  level: RatingLevel,
  outcome: z.enum(outcomes),
  closing: z.enum(closings),
  warning: z.enum(warnings),
  crs: Crs,
  rater: Rater,
  role: z.array(Role).check(z.minLength(1)),
  unitType: UnitType,
  command: z.enum(commandTypes),
  commands: z.array(z.enum(commandTypes)),
  tags: z.array(Line),
  photo: AttachmentRef,
  photos: Attachments,
  limitUnit: Limit.shape.unit,
  order: z.enum(['updated', 'due']),
  cause: z.enum(['unsolved', 'unsatisfied']),
  /** What became of an asked extension; absent while it waits. */
  decision: z.enum(['granted', 'refused', 'lapsed']),
} as const
export type Kind = keyof typeof kinds
export type ValueOf<K extends Kind> = z.output<(typeof kinds)[K]>

/** Fields of a ticket's record. `id` is the portal's own: see `native-id.ts`. */
export const ticketFields = {
  id: 'id',
  /** What people call it, e.g. 工单编号; the id where absent. */
  number: 'line',
  status: 'status',
  version: 'count',
  createdAt: 'date',
  updatedAt: 'date',
  createdBy: 'person',
  matterCode: 'matter',
  description: 'description',
  address: 'line',
  lng: 'number',
  lat: 'number',
  crs: 'crs',
  communityId: 'unit',
  contactName: 'line',
  contactPhone: 'phone',
  citizenId: 'person',
  attachments: 'photos',
  leadUnitId: 'unit',
  formerLeadUnitIds: 'units',
  designated: 'boolean',
  whistledAt: 'date',
  dispatchedAt: 'date',
  acceptedAt: 'date',
  closedAt: 'date',
  closing: 'closing',
  /** Until when the lead has to sign, and to submit a result. */
  acceptBy: 'date',
  handleBy: 'date',
  returnReason: 'reason',
  returnExplanation: 'text',
  returnedAt: 'date',
  resultOutcome: 'outcome',
  resultText: 'text',
  resultAttachments: 'photos',
  resultAt: 'date',
  communityLevel: 'level',
  communitySolved: 'boolean',
  communityComment: 'text',
  communityRatedAt: 'date',
  citizenLevel: 'level',
  citizenSolved: 'boolean',
  citizenComment: 'text',
  citizenRatedAt: 'date',
  suspendedAt: 'date',
  suspensionPlan: 'text',
  suspendedUntil: 'date',
  warning: 'warning',
  supervised: 'boolean',
  urgeCount: 'count',
  reworkCount: 'count',
  reopenCount: 'count',
  /** The commands that the portal itself says this person may send now; absent where it does not say. */
  allowed: 'commands',
} as const satisfies Record<string, Kind>
export type TicketField = keyof typeof ticketFields
export const isTicketField = (name: unknown): name is TicketField =>
  typeof name === 'string' && Object.prototype.hasOwnProperty.call(ticketFields, name)

/** One asked extension of the time to handle. */
export const extensionFields = {
  amount: 'count',
  unit: 'limitUnit',
  reason: 'text',
  at: 'date',
  decision: 'decision',
  decisionText: 'text',
} as const satisfies Record<string, Kind>

/** One unit that assists, or several in one field. */
export const assistFields = {
  unitId: 'unit',
  unitIds: 'units',
  task: 'text',
  at: 'date',
  doneAt: 'date',
  /** Where the portal does not say when. */
  done: 'boolean',
  text: 'text',
} as const satisfies Record<string, Kind>

/** What a new ticket is made of: the fields that `"record": true` sends. */
export const draftFields = [
  'matterCode',
  'description',
  'address',
  'lng',
  'lat',
  'crs',
  'communityId',
  'contactName',
  'contactPhone',
  'citizenId',
  'attachments',
] as const satisfies TicketField[]

export const personFields = { personId: 'person', name: 'line', roles: 'role', unitId: 'unit' } as const

export const unitFields = {
  id: 'unit',
  name: 'line',
  nameEn: 'line',
  type: 'unitType',
  regionCode: 'code',
  parentId: 'unit',
  duty: 'code',
} as const satisfies Record<string, Kind>

export const matterFields = {
  code: 'matter',
  name: 'line',
  category: 'line',
  level: 'code',
  route: 'code',
  responsible: 'responsible',
  whistleEvidence: 'code',
  resultEvidence: 'code',
  acceptHours: 'count',
  handleHours: 'count',
  closingConditions: 'text',
  procedure: 'text',
  legalBasis: 'text',
} as const satisfies Record<string, Kind>

export const historyFields = {
  at: 'date',
  /** What was done; a step that is none of our commands is told as a comment. */
  command: 'command',
  /** What the portal calls the step, shown where it is none of our commands; its code where absent. */
  stepName: 'line',
  from: 'status',
  to: 'status',
  personId: 'person',
  personName: 'line',
  unitId: 'unit',
  roles: 'role',
  text: 'text',
  reasonCode: 'reason',
  attachments: 'photos',
} as const satisfies Record<string, Kind>

export type FieldTable = Record<string, Kind>

/** Kinds whose values say what may be in them when a code table is checked. */
export const choicesOf = (kind: Kind): readonly string[] | undefined => {
  const schema: z.core.$ZodType = kind === 'role' ? Role : kind === 'commands' ? kinds.command : kinds[kind]
  if (schema instanceof z.ZodMiniEnum) return Object.values(schema._zod.def.entries).map(String)
  if (kind === 'boolean') return ['true', 'false']
  return kind === 'level' ? ['1', '2', '3', '4', '5'] : undefined
}
