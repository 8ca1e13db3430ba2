/** Binds a route of the table to what answers it: who asks and what they ask are established before it is called. */
import type { AccountView } from '@chuishao/core/accounts'
import { inputIssues, type Session } from '@chuishao/core/service'
import type { Context } from 'hono'
import * as z from 'zod/mini'
import type { Authenticate, Authentication } from './auth.ts'
import { checkProtocol } from './check-protocol.ts'
import type { RequestLimits } from './limit-requests.ts'
import { refuse, type Refusal } from './refusal.ts'
import type { RouteSpec } from './routes/route-spec.ts'

export type Answer = Response | Refusal

interface Asked<P, Q> {
  c: Context
  request: Request
  params: P
  query: Q
}

interface AskedBySomebody<P, Q> extends Asked<P, Q> {
  session: Session
  /** When the session ends, in milliseconds since 1970. */
  expiresAt: number | undefined
  /** Asks anew who asks: false where the token is good no more, or the person has other rights by now. */
  isUnchanged: () => Promise<boolean>
}

type Spec<P, Q> = Omit<RouteSpec, 'params' | 'query'> & { params: z.ZodMiniType<P>; query: z.ZodMiniType<Q> }

export interface BoundRoute {
  spec: RouteSpec
  answer: (c: Context, gate: Gate) => Promise<Answer>
}

/** What a request passes before it is answered. */
export interface Gate {
  authenticate: Authenticate
  limits: RequestLimits
}

/** For everybody, without a token. */
export const publicRoute = (
  spec: RouteSpec,
  answer: (asked: { c: Context }) => Promise<Answer>,
): BoundRoute => ({
  spec,
  answer: (c) => answer({ c }),
})

/** For people whom `authenticate` knows. */
export const privateRoute = <P, Q>(
  spec: RouteSpec & Spec<P, Q>,
  answer: (asked: AskedBySomebody<P, Q>) => Promise<Answer>,
): BoundRoute => ({
  spec,
  answer: async (c, { authenticate, limits }) => {
    const request = c.req.raw
    const stranger = checkProtocol(request, spec)
    if (stranger) return stranger
    const who = await authenticate(request)
    if (!who.ok) return refuse(who.code, { headers: challengeFor(who) })
    const tooMany = limits.actor(c, who.session)
    if (tooMany) return tooMany
    const params = z.safeParse(spec.params, c.req.param())
    if (!params.success) {
      const issues = spec.missing === 'invalidParameter' ? inputIssues(params.error) : undefined
      return refuse(spec.missing ?? 'unknownRoute', issues && { extras: { issues } })
    }
    const query = z.safeParse(spec.query, singled(c.req.queries()))
    if (!query.success) {
      const names = Object.keys(spec.query.def.shape)
      return refuse('invalidParameter', { extras: { issues: inputIssues(query.error, { names }) } })
    }
    const { session, expiresAt } = who
    const isUnchanged = async () => {
      const again = await authenticate(request)
      return again.ok && JSON.stringify(again.session) === JSON.stringify(session)
    }
    return answer({ c, request, params: params.data, query: query.data, session, expiresAt, isUnchanged })
  },
})

/** Who may act with the account that asks, for whoever signed in with it: also while nobody of them is chosen. */
export const accountRoute = (spec: RouteSpec): BoundRoute => ({
  spec,
  answer: async (c, { authenticate, limits }) => {
    const request = c.req.raw
    const stranger = checkProtocol(request, spec)
    if (stranger) return stranger
    const who = await authenticate(request)
    const tooMany = who.ok ? limits.actor(c, who.session) : undefined
    if (tooMany) return tooMany
    if (who.ok) return Response.json(who.account ?? onlyActor(who.session.actor))
    return 'account' in who ? Response.json(who.account) : refuse(who.code, { headers: challengeFor(who) })
  },
})

const onlyActor = ({ personId, name, roles }: Session['actor']): AccountView => ({
  people: [{ personId, name, roles }],
  actingPersonId: personId,
})

/** A parameter that was given once is a value, else a list, which only a list parameter accepts. */
const singled = (queries: Record<string, string[]>) =>
  Object.fromEntries(
    Object.entries(queries).map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  )

/** RFC 6750, section 3; the description is one word that programs may compare. */
const challengeFor = (who: Extract<Authentication, { ok: false }>): Record<string, string> => {
  switch (who.code) {
    case 'tokenMissing':
      return { 'WWW-Authenticate': 'Bearer realm="chuishao"' }
    case 'tokenExpired':
      return { 'WWW-Authenticate': invalidToken('expired') }
    case 'tokenInvalid':
      return { 'WWW-Authenticate': invalidToken(who.fault) }
    default:
      return {}
  }
}

const invalidToken = (fault: string | undefined) =>
  `Bearer realm="chuishao", error="invalid_token"${fault === undefined ? '' : `, error_description="${fault}"`}`
