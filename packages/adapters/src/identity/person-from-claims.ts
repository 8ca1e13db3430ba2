/** A person whom the provider describes itself: id, name, unit and roles are claims. */
import { Actor, Role } from '@chuishao/core/ticket'
import type { JWTPayload } from 'jose'
import * as z from 'zod/mini'
import type { PersonFromClaims } from './identity-config.ts'
import { listClaim, textClaim, throughMap } from './read-claims.ts'

/** Why nobody was recognised, for the log: names of settings, never a value of the token. */
export type Unrecognised = { ok: false; reason: string }

export const personFromClaims = (
  claims: JWTPayload,
  { personId, name, unitId, roles }: PersonFromClaims,
): { ok: true; actor: Actor } | Unrecognised => {
  const read = ({ claim, map }: { claim: typeof personId.claim; map?: Record<string, string> }) => {
    const text = textClaim(claims, claim)
    return text === undefined ? undefined : throughMap(text, map)
  }
  const rolesRead = listClaim(claims, roles.claim, roles.separator)
    .map((it) => throughMap(it, roles.map))
    .flatMap((it) => Role.safeParse(it).data ?? [])
  const found = rolesRead.length === 0 && roles.otherwise !== undefined ? [roles.otherwise] : rolesRead
  const unit = unitId && read(unitId)
  const parsed = z.safeParse(Actor, {
    personId: read(personId),
    name: read(name),
    roles: [...new Set(found)],
    ...(unit !== undefined && { unitId: unit }),
  })
  if (parsed.success) return { ok: true, actor: parsed.data }
  const faulty = new Set(parsed.error.issues.map(({ path }) => String(path[0])))
  return { ok: false, reason: `the claims give no ${[...faulty].join(', ')}` }
}
