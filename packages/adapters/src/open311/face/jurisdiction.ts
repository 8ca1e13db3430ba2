/** Which city a request means, where one address serves several: the standard's `jurisdiction_id`. */
import type { TicketGateway } from '@chuishao/core/service'
import { FaceError } from './answer.ts'
import type { Published } from './requests.ts'
import type { AddressOf } from './report.ts'

export interface Jurisdiction {
  /** Whose eyes the public reads through; what it may not see nobody is shown. An analyst sees no person. */
  reader: TicketGateway
  /** The reporter behind an api key, a member of a community; undefined for a key that nobody has. */
  reporterOf: (apiKey: string) => TicketGateway | undefined | Promise<TicketGateway | undefined>
  /** What the public reads beside service, state, unit and times; nothing by default. */
  publishes?: readonly Published[]
  /** Where an `address_id` of the city's own register lies; without it such a report needs another place, too. */
  addressOf?: AddressOf
}

export type Jurisdictions =
  /** One city; with `jurisdictionId` every request has to name it. */
  | (Jurisdiction & { jurisdictionId?: string; jurisdictions?: never })
  /** Several, by the `jurisdiction_id` that every request has to name. */
  | { jurisdictions: Readonly<Record<string, Jurisdiction>> }

/** Throws a FaceError where the one that is named is none, or none is named where one has to be. */
export function chooseJurisdiction<T>(
  { only, byId }: { only?: T; byId: ReadonlyMap<string, T> },
  given: string | undefined,
): T {
  if (only !== undefined) return only
  if (!given) throw new FaceError(400, 'jurisdiction_id was not provided')
  const chosen = byId.get(given)
  if (chosen === undefined) throw new FaceError(404, `jurisdiction_id ${given} was not found`)
  return chosen
}
