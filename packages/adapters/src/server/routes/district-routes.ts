/** A district: its rules, its tickets as a list, as they change, and in figures. */
import { FigureFilter } from '@chuishao/core/insight'
import { Code } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { ChangeBody, CityBody, FiguresBody, PageBody, PreviewBody } from '../../http/wire.ts'
import { ListParameters } from './list-parameters.ts'
import { pageHeaders, revalidating, unchangedForPerson } from './revalidation.ts'
import { json, none, type RouteSpec } from './route-spec.ts'

export const districtRoutes = {
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
    summary:
      'Figures, each with numerator and denominator, of all tickets or of those asked for; not for residents',
    responses: { 200: { description: 'The figures', mediaTypes: json, schema: FiguresBody } },
    problems: ['invalidParameter'],
    rejections: true,
  },
} as const satisfies Record<string, RouteSpec>
