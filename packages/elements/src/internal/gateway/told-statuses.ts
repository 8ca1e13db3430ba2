/** What may be said of a status where a backend does not tell all of them apart, as Open311 does with `open` and `closed`. */
import type { GatewayCapabilities } from '@chuishao/core/service'
import type { Vocabulary } from '../i18n/vocabulary.ts'

/** Else `whistled` only says that it was reported: whether somebody has accepted it, nobody knows. */
export const tellsAccepted = (capabilities: Partial<GatewayCapabilities> | undefined): boolean =>
  capabilities?.statuses?.includes('accepted') ?? true

export const wordsTold = <T extends Pick<Vocabulary, 'statuses' | 'reported'>>(
  words: T,
  tells: boolean,
): T => (tells ? words : { ...words, statuses: { ...words.statuses, whistled: words.reported } })
