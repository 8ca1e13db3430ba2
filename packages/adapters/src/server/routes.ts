/** Every route as data: validation, the OpenAPI document and the handlers' types are all made from this table. */
import { AccountView } from '@chuishao/core/accounts'
import { CityWideFilter, FigureFilter } from '@chuishao/core/insight'
import {
  Actor,
  AttachmentRef,
  attachmentMediaTypes,
  Code,
  Command,
  Line,
  Sha256,
  Status,
  Uuid,
  warnings,
} from '@chuishao/core/ticket'
import { Erasure } from '@chuishao/core/privacy'
import * as z from 'zod/mini'
import {
  ChangeBody,
  CityBody,
  CityWideFiguresBody,
  CityWidePageBody,
  CommandResultBody,
  FiguresBody,
  HistoryBody,
  PageBody,
  PreviewBody,
  ViewBody,
} from '../http/wire.ts'
import type { FaceCode } from './problems.ts'
import { ViewsBody } from './views-body.ts'

export interface RouteSpec {
  method: 'GET' | 'POST'
  /** As in OpenAPI: `{name}` is a parameter. */
  path: string
  /** True where no token is asked for. */
  public?: boolean
  summary: string
  params: z.ZodMiniObject
  query: z.ZodMiniObject
  /** The problem of a path whose parameters name nothing; `invalidParameter` says what they may be. */
  missing?: FaceCode
  /** Request headers that matter, with their description. */
  headers?: Record<string, { required: boolean; description: string }>
  /** What may be sent: a schema for JSON, absent for raw bytes. */
  body?: { mediaTypes: readonly string[]; schema?: z.ZodMiniType }
  /** Successful answers by status. */
  responses: Record<number, ResponseSpec>
  /** Problems of its own, beside those that every route has. */
  problems: readonly FaceCode[]
  /** Whether a command's rejection is among its problems. */
  rejections?: boolean
}

export interface ResponseSpec {
  description: string
  mediaTypes?: readonly string[]
  schema?: z.ZodMiniType
  headers?: Record<string, string>
}

const json = ['application/json'] as const

const none = z.object({})
/** In capitals it names the same (RFC 9562, section 4). */
const ById = z.object({ id: z.pipe(z.string().check(z.toLowerCase()), Uuid) })
/** Why somebody looks at what may be a resident's data; it goes into the view log. */
const Looking = z.strictObject({ purpose: z.exactOptional(Line) })
/** Digits only: `Number` would read `1e2` and `0x10` too. */
const PageSize = z.pipe(
  z.pipe(z.string().check(z.regex(/^\d{1,9}$/)), z.transform(Number)),
  z.int().check(z.minimum(1), z.maximum(200)),
)
const PageCursor = z.string().check(z.minLength(1), z.maxLength(1000))
const oneOrMany = z.transform((value) => (Array.isArray(value) ? value : [value]))

/** What no text column keeps: control characters, and halves of surrogate pairs. */
const isStorable = z.refine<string>((text) => !/[\p{Cc}\p{Cs}]/u.test(text), {
  error: '含有无法查找的字符 / has characters that cannot be searched for',
})
/** A pasted line end or tab is a blank to the person who searches. */
const SearchText = z.string().check(
  z.maxLength(200),
  z.overwrite((text) => text.replaceAll(/\s+/g, ' ').trim()),
  isStorable,
)

const ListParameters = z.strictObject({
  statuses: z.exactOptional(z.pipe(oneOrMany, z.array(Status).check(z.maxLength(20)))),
  leadUnitId: z.exactOptional(Code),
  communityId: z.exactOptional(Code),
  category: z.exactOptional(Line.check(isStorable)),
  matterCode: z.exactOptional(Code),
  warning: z.exactOptional(z.enum(warnings)),
  text: z.exactOptional(SearchText),
  order: z.exactOptional(z.enum(['updated', 'due'])),
  limit: z.exactOptional(PageSize),
  cursor: z.exactOptional(PageCursor),
})

const CityWideListParameters = z.strictObject({
  tenantId: z.exactOptional(Code),
  ...z.pick(ListParameters, {
    statuses: true,
    category: true,
    matterCode: true,
    warning: true,
    order: true,
    limit: true,
    cursor: true,
  }).shape,
})

const orderHeaders = {
  'Idempotency-Key': {
    required: true,
    description: 'A UUID made when the person acted; the same one again returns the first result',
  },
  'If-Match': {
    required: true,
    description:
      'The version that the person saw, e.g. `"v7"`, or the ETag of the ticket as it came; `"v0"` for a new ticket',
  },
} as const
const orderProblems = [
  'malformedJson',
  'unsupportedType',
  'bodyEncoded',
  'bodyTooLarge',
  'bodyTooSlow',
  'bodyBrokenOff',
  'idempotencyKeyMissing',
  'idempotencyKeyInvalid',
  'preconditionMissing',
  'preconditionInvalid',
  'commandInProgress',
  'versionConflict',
  'commandReused',
  'unknownTicket',
] as const

const revalidating = {
  'If-None-Match': { required: false, description: 'ETag of the copy that the client has' },
} as const
const unchangedForPerson = {
  description: 'The copy that the client has is what this person is shown now',
} as const

const pageHeaders = {
  Link: 'The next page as `rel="next"`; absent on the last one',
  ETag: 'Digest of what this person is shown',
} as const

export const routes = {
  health: {
    method: 'GET',
    path: '/healthz',
    params: none,
    query: none,
    public: true,
    summary: 'Whether the service and its store answer',
    responses: {
      200: { description: 'Both answer', mediaTypes: json, schema: z.object({ status: z.literal('ok') }) },
    },
    problems: [],
  },
  openApi: {
    method: 'GET',
    path: '/api/v1/openapi.json',
    params: none,
    query: none,
    public: true,
    summary: 'This document',
    responses: { 200: { description: 'OpenAPI 3.1', mediaTypes: json } },
    problems: ['tooManyRequests'],
  },
  reference: {
    method: 'GET',
    path: '/api/v1/reference',
    params: none,
    query: none,
    public: true,
    summary: 'This document as a page for people',
    responses: { 200: { description: 'The page', mediaTypes: ['text/html'] } },
    problems: ['tooManyRequests'],
  },
  me: {
    method: 'GET',
    path: '/api/v1/me',
    params: none,
    query: none,
    summary: 'Who acts, as the service understands it',
    responses: { 200: { description: 'The actor', mediaTypes: json, schema: Actor } },
    problems: [],
  },
  account: {
    method: 'GET',
    path: '/api/v1/account',
    params: none,
    query: none,
    summary: 'Who may act with this account, for a choice where several people share it, and who acts',
    responses: { 200: { description: 'The account', mediaTypes: json, schema: AccountView } },
    problems: [],
  },
  city: {
    method: 'GET',
    path: '/api/v1/city',
    params: none,
    query: none,
    summary: 'Units, matter list and policy',
    headers: revalidating,
    responses: {
      200: {
        description: 'The city',
        mediaTypes: json,
        schema: CityBody,
        headers: { ETag: 'Digest of the body' },
      },
      304: { description: 'The copy that the client has is current' },
    },
    problems: [],
  },
  preview: {
    method: 'GET',
    path: '/api/v1/preview',
    params: none,
    summary: 'Who would answer for a whistle, and until when',
    query: z.strictObject({ matterCode: Code, communityId: Code }),
    responses: { 200: { description: 'The preview', mediaTypes: json, schema: PreviewBody } },
    problems: ['invalidParameter', 'unknownPreview'],
  },
  tickets: {
    method: 'GET',
    path: '/api/v1/tickets',
    params: none,
    summary: 'Tickets that this person may see, page by page',
    headers: revalidating,
    query: ListParameters,
    responses: {
      200: {
        description: 'One page',
        mediaTypes: json,
        schema: PageBody,
        headers: pageHeaders,
      },
      304: unchangedForPerson,
    },
    problems: ['invalidParameter'],
  },
  ticket: {
    method: 'GET',
    path: '/api/v1/tickets/{id}',
    query: Looking,
    summary: 'One ticket, its parties and what this person may do with it',
    params: ById,
    headers: revalidating,
    missing: 'unknownTicket',
    responses: {
      200: {
        description: 'The ticket',
        mediaTypes: json,
        schema: ViewBody,
        headers: {
          ETag: 'The version, for If-Match on the next command, and a digest of what this person is shown: `"v7-…"`',
        },
      },
      304: unchangedForPerson,
    },
    problems: ['unknownTicket', 'invalidParameter'],
  },
  history: {
    method: 'GET',
    path: '/api/v1/tickets/{id}/history',
    query: Looking,
    summary: 'What happened to one ticket, oldest first, hash-chained',
    params: ById,
    missing: 'unknownTicket',
    headers: revalidating,
    responses: {
      200: {
        description: 'All events',
        mediaTypes: json,
        schema: HistoryBody,
        headers: { ETag: 'Digest of what this person is shown' },
      },
      304: unchangedForPerson,
    },
    problems: ['unknownTicket', 'invalidParameter'],
  },
  command: {
    method: 'POST',
    path: '/api/v1/tickets/{id}/commands',
    query: none,
    summary: 'Asks for one command on a ticket; a new ticket has an identifier that the client made',
    params: ById,
    missing: 'invalidParameter',
    headers: orderHeaders,
    body: { mediaTypes: json, schema: Command },
    responses: {
      200: {
        description: 'Done, or done before (`replayed`)',
        mediaTypes: json,
        schema: CommandResultBody,
        headers: { ETag: 'The new version' },
      },
      201: {
        description: 'Done, and the ticket is new',
        mediaTypes: json,
        schema: CommandResultBody,
        headers: { ETag: 'The new version', Location: 'Where the ticket is' },
      },
    },
    problems: ['unknownTicket', ...orderProblems],
    rejections: true,
  },
  erasure: {
    method: 'POST',
    path: '/api/v1/tickets/{id}/erasure',
    query: none,
    summary: 'Erases what identifies the resident from a ticket and its history; for supervisors',
    params: ById,
    missing: 'invalidParameter',
    headers: orderHeaders,
    body: { mediaTypes: json, schema: Erasure },
    responses: {
      200: {
        description: 'Done, or done before (`replayed`)',
        mediaTypes: json,
        schema: CommandResultBody,
        headers: { ETag: 'The new version' },
      },
    },
    problems: ['unknownTicket', ...orderProblems],
    rejections: true,
  },
  views: {
    method: 'GET',
    path: '/api/v1/tickets/{id}/views',
    summary:
      'Who saw the resident’s data unmasked, latest first; for supervisors, and without names for the resident',
    params: ById,
    query: z.strictObject({ limit: z.exactOptional(PageSize), cursor: z.exactOptional(PageCursor) }),
    missing: 'unknownTicket',
    headers: revalidating,
    responses: {
      200: {
        description: 'One page',
        mediaTypes: json,
        schema: ViewsBody,
        headers: pageHeaders,
      },
      304: unchangedForPerson,
    },
    problems: ['unknownTicket', 'invalidParameter'],
    rejections: true,
  },
  upload: {
    method: 'POST',
    path: '/api/v1/attachments',
    params: none,
    query: none,
    summary: 'Stores a photo, without its metadata, under the digest of its bytes',
    body: { mediaTypes: attachmentMediaTypes },
    responses: {
      201: { description: 'What to put into a command', mediaTypes: json, schema: AttachmentRef },
    },
    problems: [
      'bodyTooLarge',
      'bodyTooSlow',
      'bodyBrokenOff',
      'bodyEncoded',
      'unsupportedType',
      'photoIsHeic',
      'photoUnreadable',
      'photoTooManyPixels',
      'photosBusy',
      'attachmentsUnavailable',
      'storageFull',
    ],
  },
  attachment: {
    method: 'GET',
    path: '/api/v1/attachments/{sha256}',
    query: z.strictObject({ size: z.exactOptional(z.enum(['thumbnail'])) }),
    summary:
      'A photo, for whoever uploaded it lately and whoever sees it on a ticket; for others there is none',
    params: z.object({ sha256: Sha256 }),
    missing: 'unknownAttachment',
    headers: revalidating,
    responses: {
      200: {
        description:
          'Its bytes, whole: ranges are not served; with `size=thumbnail` the small picture, as WebP',
        mediaTypes: attachmentMediaTypes,
        headers: { ETag: 'Names these bytes; a copy is good for as long as its tag is confirmed' },
      },
      304: { description: 'The copy that the client has is current, and the person may still see it' },
    },
    problems: ['unknownAttachment', 'invalidParameter', 'photosBusy', 'attachmentsUnavailable'],
  },
  events: {
    method: 'GET',
    path: '/api/v1/events',
    params: none,
    query: none,
    summary:
      'Changes as they happen, as server-sent events: `ready` (with the id to resume from), `change`, and `reset` when one cannot resume from there and has to read anew: the id is unknown, of another tenant or too far behind. Ids are opaque; `position` is a place in the feed for those who see every ticket, and counts the changes of this stream for others',
    headers: {
      'Last-Event-ID': {
        required: false,
        description: 'The id of the last event that the client has, as it came',
      },
    },
    responses: {
      200: { description: 'Data of a `change` event', mediaTypes: ['text/event-stream'], schema: ChangeBody },
    },
    problems: ['tooManyStreams'],
  },
  figures: {
    method: 'GET',
    path: '/api/v1/figures',
    params: none,
    query: FigureFilter,
    summary: 'Figures, each with numerator and denominator, of all tickets or of those asked for',
    responses: { 200: { description: 'The figures', mediaTypes: json, schema: FiguresBody } },
    problems: ['invalidParameter'],
  },
  cityWideFigures: {
    method: 'GET',
    path: '/api/v1/city-wide/figures',
    params: none,
    query: CityWideFilter,
    summary:
      'Figures over all districts, and of each; for dispatchers, reviewers, supervisors and analysts of the city’s own centre',
    responses: {
      200: {
        description: 'The figures, and up to when each district’s events are in',
        mediaTypes: json,
        schema: CityWideFiguresBody,
      },
    },
    problems: ['invalidParameter', 'unknownRoute'],
    rejections: true,
  },
  cityWideTickets: {
    method: 'GET',
    path: '/api/v1/city-wide/tickets',
    params: none,
    query: CityWideListParameters,
    summary:
      'Tickets of all districts in one list, page by page, without residents and what people wrote; for the same people',
    headers: revalidating,
    responses: {
      200: {
        description: 'One page',
        mediaTypes: json,
        schema: CityWidePageBody,
        headers: pageHeaders,
      },
      304: unchangedForPerson,
    },
    problems: ['invalidParameter', 'unknownRoute'],
    rejections: true,
  },
} as const satisfies Record<string, RouteSpec>

export type Routes = typeof routes
export type RouteName = keyof Routes
