/** Who asks: bearer tokens of an OpenID provider, verified by jose with pinned issuer, audience and algorithms. */
import type { AccountView } from '@chuishao/core/accounts'
import type { Session } from '@chuishao/core/service'
import { Code, Line, Role } from '@chuishao/core/ticket'
import { errors, type jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose'
import * as z from 'zod/mini'
import { providerKeys } from '../identity/provider-keys.ts'
import { tokenFaultOf, type TokenFault } from './token-fault.ts'
import { verifiedTokens } from './verified-tokens.ts'
import { verifyToken } from './verify-token.ts'

/** Whom verified claims stand for. */
export type Resolution =
  | {
      ok: true
      session: Session
      /** Who may act with the account, where it is known. */ account?: AccountView
    }
  | { ok: false; code: 'unknownPerson' }
  /** The account is shared: nobody was chosen, or somebody who is not on its list. */
  | { ok: false; code: 'actingPersonMissing' | 'actingPersonUnknown'; account: AccountView }

export type Authentication =
  | (Extract<Resolution, { ok: true }> & {
      /** When it ends, in milliseconds since 1970. */ expiresAt?: number
    })
  | Extract<Resolution, { ok: false }>
  | { ok: false; code: 'tokenMissing' | 'tokenExpired' }
  | { ok: false; code: 'tokenInvalid'; fault?: TokenFault }

/** Throws `IdentityUnavailableError` where nobody can be known at the moment. */
export type Authenticate = (request: Request) => Promise<Authentication>

/** Whom verified claims stand for; undefined where they stand for nobody. */
export type ResolveActor = (
  claims: JWTPayload,
  request: Request,
) => Session | Resolution | undefined | Promise<Session | Resolution | undefined>

type VerificationKey = Exclude<Parameters<typeof jwtVerify>[1], JWTVerifyGetKey>

interface CommonOptions {
  /** The `iss` that tokens must carry. */
  issuer: string
  /** The `aud` that tokens must carry; one of several. */
  audience: string | string[]
  /** Signature algorithms that are accepted, e.g. `['ES256']`. There is no default: it must fit the key. */
  algorithms: string[]
  /** How claims become a person and a tenant; by default they say it themselves (`sessionFromClaims`). */
  resolveActor?: ResolveActor
  /** The `typ` that tokens must carry, e.g. `at+jwt`; any where absent. */
  tokenType?: string
  /** Tolerated difference between the clocks, in seconds. */
  clockToleranceSeconds?: number
  /**
   * For how long a token that was verified is not verified anew, in seconds: 30 by default. A key that the provider
   * withdraws may serve so much longer. 0 verifies each request.
   */
  keepVerifiedSeconds?: number
  /** The current moment. */
  now?: () => Date
  /** Milliseconds of a clock that never jumps. */
  elapsedMs?: () => number
}

export type BearerAuthOptions = CommonOptions &
  (
    | { /** The key that signs. */ key: VerificationKey; jwks?: never }
    | {
        /** The provider's key set: its address (see `providerKeys`), or a function of jose's. */
        jwks: URL | JWTVerifyGetKey
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
  tokenType,
  clockToleranceSeconds = 5,
  keepVerifiedSeconds = 30,
  now = () => new Date(),
  elapsedMs = () => performance.now(),
}: BearerAuthOptions): Authenticate => {
  const keyOf = jwks instanceof URL ? providerKeys({ issuer, jwksUri: jwks.href }) : (jwks ?? (() => key))
  const verified = verifiedTokens({ keepSeconds: keepVerifiedSeconds })
  const verify = async (token: string): Promise<JWTPayload> => {
    const currentDate = now()
    const present = { elapsedMs: elapsedMs(), sinceEpoch: currentDate.getTime() }
    const known = verified.claimsOf(token, present)
    if (known) return known
    const claims = await verifyToken(token, keyOf, {
      issuer,
      audience,
      algorithms,
      requiredClaims: ['exp', 'sub'],
      ...(tokenType === undefined ? {} : { typ: tokenType }),
      clockTolerance: clockToleranceSeconds,
      currentDate,
    })
    verified.keep(token, claims, present)
    return claims
  }
  return async (request) => {
    const [scheme, token, ...more] = (request.headers.get('Authorization') ?? '').split(' ')
    if (scheme?.toLowerCase() !== 'bearer' || !token || more.length > 0)
      return { ok: false, code: 'tokenMissing' }
    let claims: JWTPayload
    try {
      claims = await verify(token)
    } catch (error) {
      if (error instanceof errors.JWTExpired) return { ok: false, code: 'tokenExpired' }
      if (!(error instanceof errors.JOSEError)) throw error
      return { ok: false, code: 'tokenInvalid', fault: tokenFaultOf(error) }
    }
    const resolution = resolved(await resolveActor(claims, request))
    if (!resolution.ok) return resolution
    // The system acts from inside only: a token that claims its role is nobody's.
    if (resolution.session.actor.roles.includes('system')) return { ok: false, code: 'unknownPerson' }
    return { ...resolution, ...(claims.exp === undefined ? {} : { expiresAt: claims.exp * 1000 }) }
  }
}

const resolved = (found: Session | Resolution | undefined): Resolution => {
  if (found === undefined) return { ok: false, code: 'unknownPerson' }
  return 'ok' in found ? found : { ok: true, session: found }
}
