/** One ticket: to see it, and to act on it. */
import { Erasure } from '@chuishao/core/privacy'
import { Command, Line, Uuid } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { CommandResultBody, HistoryBody, ViewBody } from '../../http/wire.ts'
import { ViewsBody } from '../views-body.ts'
import { PageCursor, PageSize } from './list-parameters.ts'
import { pageHeaders, revalidating, unchangedForPerson } from './revalidation.ts'
import { json, none, type RouteSpec } from './route-spec.ts'

/** In capitals it names the same (RFC 9562, section 4). */
const ById = z.object({ id: z.pipe(z.string().check(z.toLowerCase()), Uuid) })
/** Why somebody looks at what may be a resident's data; it goes into the view log. */
const Looking = z.strictObject({ purpose: z.exactOptional(Line) })
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

export const ticketRoutes = {
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
} as const satisfies Record<string, RouteSpec>
