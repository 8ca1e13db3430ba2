/** Who asks: bearer tokens of an OpenID provider, verified by jose with pinned issuer, audience and algorithms. */
import type { Session } from '@chuishao/core/service'
import { Code, Line, Role } from '@chuishao/core/ticket'
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose'
import * as z from 'zod/mini'

export type Authentication =
  | { ok: true; session: Session; /** When it ends, in milliseconds since 1970. */ expiresAt?: number }
  | { ok: false; code: 'tokenMissing' | 'tokenExpired' | 'tokenInvalid' | 'unknownPerson' }

export type Authenticate = (request: Request) => Promise<Authentication>

/** Whom verified claims stand for; undefined where they stand for nobody. */
export type ResolveActor = (claims: JWTPayload) => Session | undefined | Promise<Session | undefined>

type VerificationKey = Exclude<Parameters<typeof jwtVerify>[1], JWTVerifyGetKey>

interface CommonOptions {
  /** The `iss` that tokens must carry. */
  issuer: string
  /** The `aud` that tokens must carry. */
  audience: string
  /** Signature algorithms that are accepted, e.g. `['ES256']`. There is no default: it must fit the key. */
  algorithms: string[]
  /** How claims become a person and a tenant; by default they say it themselves (`sessionFromClaims`). */
  resolveActor?: ResolveActor
  /** Tolerated difference between the clocks, in seconds. */
  clockToleranceSeconds?: number
  /** The current moment. */
  now?: () => Date
}

export type BearerAuthOptions = CommonOptions &
  (
    | { /** The key that signs. */ key: VerificationKey; jwks?: never }
    | {
        /** The provider's key set: its address, or a function of jose's. */ jwks: URL | JWTVerifyGetKey
        key?: never
      }
  )

const TokenClaims = z.object({
  sub: Code,
  name: Line,
  tenantId: Code,
  roles: z.array(Role).check(z.minLength(1)),
  unitId: z.exactOptional(Code),
})

/** Reads `sub`, `name`, `tenantId`, `roles` and `unitId` from the claims. */
export const sessionFromClaims = (claims: JWTPayload): Session | undefined => {
  const { success, data } = z.safeParse(TokenClaims, claims)
  if (!success) return undefined
  const { sub, tenantId, ...rest } = data
  return { tenantId, actor: { personId: sub, ...rest } }
}

/** @example createTicketHandler({ service, authenticate: bearerAuth({ key, issuer, audience, algorithms: ['ES256'] }) }) */
export const bearerAuth = ({
  key,
  jwks,
  issuer,
  audience,
  algorithms,
  resolveActor = sessionFromClaims,
  clockToleranceSeconds = 5,
  now = () => new Date(),
}: BearerAuthOptions): Authenticate => {
  const verificationKey = key ?? (jwks instanceof URL ? createRemoteJWKSet(jwks) : jwks)
  return async (request) => {
    const [scheme, token] = (request.headers.get('Authorization') ?? '').split(' ')
    if (scheme?.toLowerCase() !== 'bearer' || !token) return { ok: false, code: 'tokenMissing' }
    let claims: JWTPayload
    try {
      const { payload } = await jwtVerify(token, verificationKey, {
        issuer,
        audience,
        algorithms,
        requiredClaims: ['exp', 'sub'],
        clockTolerance: clockToleranceSeconds,
        currentDate: now(),
      })
      claims = payload
    } catch (error) {
      if (error instanceof errors.JWTExpired) return { ok: false, code: 'tokenExpired' }
      if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError)) throw error
      return { ok: false, code: 'tokenInvalid' }
    }
    const session = await resolveActor(claims)
    // The system acts from inside only: a token that claims its role is nobody's.
    if (session === undefined || session.actor.roles.includes('system'))
      return { ok: false, code: 'unknownPerson' }
    return { ok: true, session, ...(claims.exp === undefined ? {} : { expiresAt: claims.exp * 1000 }) }
  }
}
