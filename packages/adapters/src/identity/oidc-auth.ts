/** Identity by configuration: the city's OpenID provider, what its claims mean, and the people of shared accounts. */
import { usualRoleUnits, type RoleUnits } from '@chuishao/core/accounts'
import { Code, type Actor, type Unit } from '@chuishao/core/ticket'
import type { JWTPayload } from 'jose'
import * as z from 'zod/mini'
import { readActingPerson } from '../http/acting-person.ts'
import { bearerAuth, type Authenticate, type Resolution } from '../server/auth.ts'
import type { FindAccount } from './account-directory.ts'
import { actingPerson } from './acting-person.ts'
import type { IdentityConfig } from './identity-config.ts'
import { personFromClaims } from './person-from-claims.ts'
import { providerKeys } from './provider-keys.ts'
import { textClaim, throughMap } from './read-claims.ts'
import type { IdentityUnavailableError } from './unavailable.ts'

export interface OidcAuthOptions {
  /** From `readIdentityConfig`. */
  config: IdentityConfig
  /** The accounts, where the configuration takes people from them. */
  accounts?: FindAccount
  /**
   * The units of a tenant, undefined where there is no such tenant. Whoever acts for a unit that is not there, or in a
   * role that does not act for this kind of unit, is nobody.
   */
  cities: (tenantId: string) => { unit(id: string): Unit | undefined } | undefined
  /** Which kind of unit a role acts for; `usualRoleUnits` where absent. */
  roleUnits?: RoleUnits
  /** Told why somebody with a good token is nobody: names of settings, never a value of the token. */
  onUnrecognised?: (reason: string) => void
  /** Told when the provider's keys cannot be fetched, also while those at hand still serve. */
  onError?: (error: IdentityUnavailableError) => void
  fetch?: typeof globalThis.fetch
  /** The current moment. */
  now?: () => Date
  /** Milliseconds of a clock that never jumps. */
  elapsedMs?: () => number
}

/**
 * For `createTicketHandler({ authenticate })`. Throws where the configuration asks for accounts and there are none.
 *
 * @example createTicketHandler({ service, authenticate: oidcAuth({ config, cities, accounts }), checkStore })
 */
export const oidcAuth = ({
  config,
  accounts,
  cities,
  roleUnits = usualRoleUnits,
  onUnrecognised = () => {},
  onError = () => {},
  fetch = globalThis.fetch,
  now = () => new Date(),
  elapsedMs = () => performance.now(),
}: OidcAuthOptions): Authenticate => {
  const { issuer, jwksUri, audience, algorithms, tokenType, clockToleranceSeconds, keys, person } = config
  if (person.from === 'accounts' && accounts === undefined)
    throw new Error('The configuration takes people from accounts: pass `accounts`.')

  const nobody = (reason: string): Resolution => {
    onUnrecognised(reason)
    return { ok: false, code: 'unknownPerson' }
  }

  const resolve = async (claims: JWTPayload, request: Request): Promise<Resolution> => {
    const tenantId = tenantOf(claims, config.tenant)
    const city = tenantId === undefined ? undefined : cities(tenantId)
    if (tenantId === undefined || city === undefined)
      return nobody('the claims give no tenant of this service')

    let actor: Actor
    let account: Extract<Resolution, { ok: true }>['account']
    if (person.from === 'claims') {
      const found = personFromClaims(claims, person)
      if (!found.ok) return nobody(found.reason)
      actor = found.actor
    } else {
      const id = textClaim(claims, person.account.claim)
      const known = id === undefined ? undefined : await accounts?.(tenantId, id)
      if (known === undefined)
        return nobody(
          id === undefined ? 'the claims give no account' : 'the account is not among the accounts',
        )
      const { claim, header = true } = person.actingPerson ?? {}
      const chosen = actingPerson(known, {
        vouched: claim && textClaim(claims, claim),
        asked: header ? readActingPerson(request.headers) : undefined,
      })
      if (!chosen.ok) return chosen
      actor = chosen.actor
      account = chosen.account
    }

    const misfit = misfitOf(actor, city, roleUnits)
    if (misfit !== undefined) return nobody(misfit)
    return { ok: true, session: { tenantId, actor }, ...(account && { account }) }
  }

  return bearerAuth({
    issuer,
    audience,
    algorithms,
    jwks: providerKeys({ issuer, ...(jwksUri && { jwksUri }), ...keys, fetch, onError, elapsedMs }),
    ...(tokenType !== undefined && { tokenType }),
    ...(clockToleranceSeconds !== undefined && { clockToleranceSeconds }),
    resolveActor: resolve,
    now,
    elapsedMs,
  })
}

const tenantOf = (claims: JWTPayload, { value, claim, map }: IdentityConfig['tenant']) => {
  if (claim === undefined) return value
  const text = textClaim(claims, claim)
  return text === undefined ? undefined : z.safeParse(Code, throughMap(text, map)).data
}

/** A dispatcher sees the whole city: a role counts only with the kind of unit that has it. */
const misfitOf = (
  { roles, unitId }: Actor,
  city: { unit(id: string): Unit | undefined },
  roleUnits: RoleUnits,
): string | undefined => {
  const unit = unitId === undefined ? undefined : city.unit(unitId)
  if (unitId !== undefined && unit === undefined) return 'the unit is not among the units of the city'
  const misfit = roles.find((role) => !roleUnits[role].includes(unit?.type))
  return misfit && `the role ${misfit} does not act for ${unit === undefined ? 'no unit' : `a ${unit.type}`}`
}
