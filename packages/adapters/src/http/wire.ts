/** The bodies that travel over HTTP, as schemas: the server documents and the client parses with the same ones. */
import { CityWideFigures, Figures } from '@chuishao/core/insight'
import type { CityData, FieldSpec } from '@chuishao/core/lifecycle'
import type {
  AvailableCommand,
  CityWideReport,
  TicketChange,
  TicketView,
  WhistlePreview,
} from '@chuishao/core/service'
import {
  Clock,
  commandTypes,
  Instant,
  Matter,
  Policy,
  RejectionCode,
  Sentence,
  Unit,
  Uuid,
  type Rejection,
} from '@chuishao/core/ticket'
import { EventOfAnyVersion, TicketOfAnyVersion } from '@chuishao/core/versions'
import * as z from 'zod/mini'
import { CityWideLineSchema } from '../store/city-wide-line.ts'
import { SummarySchema } from '../store/summary-schema.ts'

/** A schema for every key of `T`, the optional ones included: a key that core gains is a type error here. */
type ShapeOf<T> = Record<keyof T, z.ZodMiniType>

const optional = z.exactOptional
const Count = z.int().check(z.minimum(0))
export const CommandTypeName = z.enum(commandTypes)

export const Issue = z.object({
  path: z.array(z.union([z.string(), z.number()])),
  message: z.string(),
})

export const RejectionBody = z.object({
  code: RejectionCode,
  message: Sentence,
  allowed: z.array(CommandTypeName),
  issues: optional(z.array(Issue)),
} satisfies ShapeOf<Rejection>)

const Field = z.object({
  name: z.string(),
  widget: z.enum([
    'text',
    'longText',
    'number',
    'toggle',
    'choice',
    'unit',
    'matter',
    'ticket',
    'photos',
    'limit',
    'moment',
    'rating',
    'tags',
  ]),
  required: z.boolean(),
  maxLength: optional(z.number()),
  options: optional(z.array(z.string())),
} satisfies ShapeOf<FieldSpec>)

const Action = z.object({
  type: CommandTypeName,
  enabled: z.boolean(),
  reason: optional(RejectionBody),
  fields: z.array(Field),
} satisfies ShapeOf<AvailableCommand>)

export const ViewBody = z.object({
  ticket: TicketOfAnyVersion,
  number: optional(z.string()),
  units: z.record(z.string(), Unit),
  actions: z.array(Action),
} satisfies ShapeOf<TicketView>)

export const PageBody = z.object({ items: z.array(SummarySchema), nextCursor: optional(z.string()) })

export const ChangeBody = z.object({
  position: Count,
  ticketId: Uuid,
  version: Count,
  summary: SummarySchema,
} satisfies ShapeOf<TicketChange>)

export const HistoryBody = z.object({ items: z.array(EventOfAnyVersion) })

export const CommandResultBody = z.object({
  ticket: TicketOfAnyVersion,
  version: Count,
  replayed: z.boolean(),
})

export const PreviewBody = z.object({
  leadUnit: Unit,
  accept: optional(Clock),
  handle: optional(Clock),
} satisfies ShapeOf<WhistlePreview>)

export const CityBody = z.object({
  id: z.string(),
  name: Sentence,
  demo: z.boolean(),
  listVersion: z.string(),
  policy: Policy,
  matters: z.array(Matter),
  units: z.array(Unit),
} satisfies ShapeOf<CityData>)

export const FiguresBody = Figures

export const CityWideFiguresBody = z.extend(CityWideFigures, {
  upTo: z.record(z.string(), Instant),
}) satisfies z.ZodMiniType<CityWideReport>

export const CityWidePageBody = z.object({
  items: z.array(CityWideLineSchema),
  nextCursor: optional(z.string()),
})
