/** A description of a command's form, made from its schema: what to ask, how long, and which control fits. */
import * as z from 'zod/mini'
import {
  Attachments,
  commandSchemas,
  Instant,
  Limit,
  type CommandType,
  type Policy,
  type Ticket,
} from '../ticket/index.ts'
import { hasResident } from './parties.ts'

export type FieldWidget =
  | 'text'
  | 'longText'
  | 'number'
  | 'toggle'
  | 'choice'
  | 'unit'
  | 'matter'
  | 'ticket'
  | 'photos'
  | 'limit'
  | 'moment'
  | 'rating'
  | 'tags'

export interface FieldSpec {
  /** Key in the command. Elements have its label by this name. */
  name: string
  widget: FieldWidget
  required: boolean
  maxLength?: number
  /** For `choice`: codes to choose from; their labels come from the policy or the catalogue. */
  options?: string[]
}

/** The form of a command. What the matter's rule does not ask for is not in it. */
export function fieldsOf(type: CommandType, ticket: Ticket, policy: Policy): FieldSpec[] {
  const shape: Record<string, z.core.$ZodType> = commandSchemas[type].shape
  return Object.entries(shape)
    .filter(([name]) => name !== 'type' && name !== 'draft' && (name !== 'contacted' || hasResident(ticket)))
    .map(([name, schema]) => fieldOf(name, schema, policy))
    .flatMap((field) => (field.widget === 'photos' ? photosFor(type, field, ticket) : [field]))
}

const widgetByName: Record<string, FieldWidget> = {
  reasonCode: 'choice',
  suggestedUnitId: 'unit',
  toUnitId: 'unit',
  unitId: 'unit',
  violatedMatterCode: 'matter',
  intoTicketId: 'ticket',
  level: 'rating',
  tags: 'tags',
}

function fieldOf(name: string, schema: z.core.$ZodType, policy: Policy): FieldSpec {
  const { inner, required } = unwrap(schema)
  const options = name === 'reasonCode' ? policy.returns.reasons.map(({ code }) => code) : optionsOf(inner)
  const maxLength = maxLengthOf(inner)
  return {
    name,
    widget: widgetByName[name] ?? widgetOf(inner, maxLength),
    required,
    ...(maxLength !== undefined && { maxLength }),
    ...(options && { options }),
  }
}

function unwrap(schema: z.core.$ZodType): { inner: z.core.$ZodType; required: boolean } {
  if (schema instanceof z.ZodMiniOptional || schema instanceof z.ZodMiniDefault) {
    return { inner: schema._zod.def.innerType, required: false }
  }
  return { inner: schema, required: true }
}

function widgetOf(schema: z.core.$ZodType, maxLength?: number): FieldWidget {
  if (schema === Attachments) return 'photos'
  if (schema === Limit) return 'limit'
  if (schema === Instant) return 'moment'
  if (schema instanceof z.ZodMiniEnum) return 'choice'
  if (schema instanceof z.ZodMiniBoolean) return 'toggle'
  if (schema instanceof z.ZodMiniNumber) return 'number'
  return (maxLength ?? 0) > 200 ? 'longText' : 'text'
}

const optionsOf = (schema: z.core.$ZodType) =>
  schema instanceof z.ZodMiniEnum ? Object.values(schema._zod.def.entries).map(String) : undefined

function maxLengthOf(schema: z.core.$ZodType): number | undefined {
  if (!(schema instanceof z.ZodMiniString)) return undefined
  for (const { _zod } of schema._zod.def.checks ?? []) {
    if (_zod.def.check === 'max_length' && 'maximum' in _zod.def) return Number(_zod.def.maximum)
  }
  return undefined
}

/** Photos only where the matter's rule asks for them: never for nothing. */
function photosFor(type: CommandType, field: FieldSpec, { matter }: Ticket): FieldSpec[] {
  if (type !== 'SUBMIT_RESULT') return [field]
  if (matter?.resultEvidence === 'none') return []
  return [{ ...field, required: matter?.resultEvidence === 'required' }]
}
