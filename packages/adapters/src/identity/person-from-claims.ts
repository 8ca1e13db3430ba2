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
  const given: Record<string, unknown> = {
    personId: read(personId),
    // A name is one line.
    name: read(name)?.replaceAll(/\s+/g, ' '),
    roles: [...new Set(found)],
    ...(unit !== undefined && { unitId: unit }),
  }
  const parsed = z.safeParse(Actor, given)
  if (parsed.success) return { ok: true, actor: parsed.data }
  const faulty = [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))]
  const [missing, unfit] = [
    faulty.filter((it) => it === 'roles' || given[it] === undefined),
    faulty.filter((it) => it !== 'roles' && given[it] !== undefined),
  ]
  const reasons = [
    ...(missing.length > 0 ? [`the claims give no ${missing.join(', ')}`] : []),
    ...unfit.map(
      (it) => `the claims give a ${it} that does not fit: ${shapes[it] ?? 'see the documentation'}`,
    ),
  ]
  return { ok: false, reason: reasons.join('; ') }
}

const code = '1 to 64 letters, digits, and . _ : -'
const shapes: Record<string, string> = { personId: code, unitId: code, name: '1 to 200 characters' }
