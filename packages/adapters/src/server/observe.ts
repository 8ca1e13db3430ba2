/** What operations may know of an answer: enough to log, count and trace it, nothing of what was said. */
import type { Role } from '@chuishao/core/ticket'
import type { Context, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { Authenticate } from './auth.ts'
import { problemKey } from './refusal.ts'

export interface Answered {
  requestId: string
  method: string
  /** Template of the route, e.g. `/api/v1/tickets/{id}`; `unknown` where there is no such route. Never the URL. */
  route: string
  status: number
  /** Stable code of a problem; absent where it went well. */
  problem?: string
  tenantId?: string
  unitId?: string
  roles?: readonly Role[]
}

/** Goes around every answer. Must call `answer` once and answer the same; what it throws ends the request with 500. */
export type Observe = (request: Request, answer: () => Promise<Answered>) => Promise<Answered>

const askerKey = 'asker'

/** As `authenticate`, and remembers who asks, as far as it may be told. */
export const notingWho =
  (c: Context, authenticate: Authenticate): Authenticate =>
  async (request) => {
    const who = await authenticate(request)
    if (who.ok) {
      const { tenantId, actor } = who.session
      const unit = actor.unitId === undefined ? {} : { unitId: actor.unitId }
      c.set(askerKey, { tenantId, roles: actor.roles, ...unit })
    }
    return who
  }

export const observing =
  (observe: Observe): MiddlewareHandler =>
  async (c: Context, next) => {
    await observe(c.req.raw, async () => {
      await next()
      return answeredOf(c)
    })
  }

function answeredOf(c: Context): Answered {
  const path = matchedRoutes(c).find((it) => it.path !== '/*' && it.path !== '*')?.path
  const problem: string | undefined = c.get(problemKey)
  const asker: Partial<Answered> | undefined = c.get(askerKey)
  return {
    requestId: c.get('requestId'),
    method: knownMethods.has(c.req.method) ? c.req.method : 'OTHER',
    route: path?.replaceAll(/:(\w+)/g, '{$1}') ?? 'unknown',
    status: c.res.status,
    ...(problem !== undefined && { problem }),
    ...asker,
  }
}

/** Anybody can invent a method: each would be a label of its own. */
const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
