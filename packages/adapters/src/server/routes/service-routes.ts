/** The service itself, and who talks to it. */
import { AccountView } from '@chuishao/core/accounts'
import { Actor } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { json, none, type RouteSpec } from './route-spec.ts'

export const serviceRoutes = {
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
} as const satisfies Record<string, RouteSpec>
