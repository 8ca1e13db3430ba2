/** All districts at once. */
import { CityWideFilter } from '@chuishao/core/insight'
import { CityWideFiguresBody, CityWidePageBody } from '../../http/wire.ts'
import { CityWideListParameters } from './list-parameters.ts'
import { pageHeaders, revalidating, unchangedForPerson } from './revalidation.ts'
import { json, none, type RouteSpec } from './route-spec.ts'

export const cityWideRoutes = {
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
