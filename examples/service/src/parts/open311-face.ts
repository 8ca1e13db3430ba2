/** The Open311 face as the configuration has it: whose eyes the public reads through, and whom each key stands for. */
import { localGateway } from '@chuishao/adapters/local'
import { open311Face, open311Path, refuseOpen311, type Jurisdiction } from '@chuishao/adapters/open311-face'
import type { AcceptPhoto, OtherFace, Rate } from '@chuishao/adapters/server'
import type { TicketService } from '@chuishao/core/service'
import type { Actor } from '@chuishao/core/ticket'
import type { Open311Config } from '../config/open311-config.ts'
import { digestOf, digestOfKey } from './open311-keys.ts'

export interface Open311FaceParts {
  service: TicketService
  /** How often one key may report. */
  perKey: Rate
  /** Checks and cleans photos as they come. */
  acceptPhoto: AcceptPhoto
  onError: (error: unknown) => void
}

/** Sees every ticket and nobody on it: no name, no number, no door, and a point to some 700 m. */
const publicReader: Actor = { personId: 'open311', name: 'Open311', roles: ['analyst'] }

export function configuredOpen311(
  { cities, url, contact, keyService, type }: Open311Config,
  { service, perKey, acceptPhoto, onError }: Open311FaceParts,
): OtherFace {
  const jurisdictionOf = (
    tenantId: string,
    { publishes, keys }: Open311Config['cities'][string],
  ): Jurisdiction => {
    const reporters = new Map(
      keys.map((key) => {
        const { role, ...person } = key.person
        const actor = { ...person, roles: [role] }
        return [digestOf(key), localGateway(service, { tenantId, actor }, { acceptPhoto })]
      }),
    )
    return {
      reader: localGateway(service, { tenantId, actor: publicReader }),
      reporterOf: (key) => reporters.get(digestOfKey(key)),
      publishes,
    }
  }
  const faces = Object.entries(cities)
  const [[tenantId = '', only] = [], ...others] = faces
  const named = faces.map(([id, it]) => [it.jurisdictionId ?? id, jurisdictionOf(id, it)] as const)
  const where =
    only && others.length === 0 && only.jurisdictionId === undefined
      ? jurisdictionOf(tenantId, only)
      : { jurisdictions: Object.fromEntries(named) }
  return {
    path: open311Path,
    refuse: refuseOpen311,
    fetch: open311Face({
      ...where,
      discovery: {
        type,
        ...(url !== undefined && { url }),
        ...(contact !== undefined && { contact }),
        ...(keyService !== undefined && { keyService }),
      },
      perKey,
      onError,
    }),
  }
}
