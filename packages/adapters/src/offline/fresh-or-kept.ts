/** Reads from the backend and keeps the answer; where it cannot be reached, or takes too long, what was kept has to do. */
import type { Instant } from '@chuishao/core/ticket'
import type { KeptKind } from './rows.ts'
import type { OfflineStorage } from './storage.ts'
import type { Surroundings } from './surroundings.ts'
import { isUnreachable } from './unreachable.ts'
import type { Who } from './who.ts'

export interface Asked<T, K> {
  kind: KeptKind
  key: string
  read: () => Promise<T>
  /** What of the answer is kept; undefined where nothing is. */
  toKeep: (value: T) => K | undefined
}

export type FreshOrKept<T, K> = { fresh: T } | { kept: K; asOf: Instant }

export interface KeepingOptions {
  storage: OfflineStorage
  surroundings: Surroundings
  who: Who
  /** Milliseconds that a screen waits for a fresh answer where there is a kept one. */
  patienceMs: number
}

/** The function throws what `read` throws where nothing is kept. */
export const readOrKept =
  ({ storage, surroundings, who, patienceMs }: KeepingOptions) =>
  async <T, K>({ kind, key, read, toKeep }: Asked<T, K>): Promise<FreshOrKept<T, K>> => {
    const before = async () => {
      const { personId } = await who.known()
      // Written below with the same kind, by a page of the same protocol.
      const kept = (await storage.kept(personId, kind, key)) as { value: K; asOf: Instant } | undefined
      return kept && { kept: kept.value, asOf: kept.asOf }
    }
    const asker = who.known()
    asker.catch(() => {})
    const keep = async (value: K | undefined): Promise<void> => {
      const { personId } = await asker
      // Whoever has signed out meanwhile leaves nothing, least of all to the next person.
      if (value === undefined || (await who.known()).personId !== personId) return
      await storage.keep(personId, kind, key, { value, asOf: surroundings.now() })
    }
    const asking = read().then(async (fresh) => {
      // Where it cannot be kept, what was asked for is there all the same.
      await keep(toKeep(fresh)).catch(() => {})
      return { fresh }
    })
    const enough = new AbortController()
    const late = surroundings.wait(patienceMs, enough.signal).then(before)
    try {
      return (await Promise.race([asking, late])) ?? (await asking)
    } catch (error) {
      const kept = isUnreachable(error) ? await before().catch(() => undefined) : undefined
      if (kept === undefined) throw error
      return kept
    } finally {
      enough.abort()
      asking.catch(() => {})
      late.catch(() => {})
    }
  }
