/** A gateway that works without a network, around one that does not: nothing that a person has sent is ever lost. */
import type { TicketGateway } from '@chuishao/core/service'
import type { WorkingCalendar } from '@chuishao/core/time'
import { chinaCalendar } from '@chuishao/core/time/china'
import { abortError } from '../http/answer-in-time.ts'
import { createDrain, type Drain } from './drain.ts'
import { executeThrough } from './execute.ts'
import { idbStorage } from './idb-storage.ts'
import type { News } from './news.ts'
import { createOutbox } from './outbox.ts'
import { photosAtHand } from './photos-at-hand.ts'
import { photoFinder } from './photos-for.ts'
import { offlineReads } from './reads.ts'
import { hasRoomFor, storageFull } from './space.ts'
import type { OfflineStorage } from './storage.ts'
import { browserSurroundings, type Surroundings } from './surroundings.ts'
import { joinTabs } from './tabs.ts'
import { whoIs } from './who.ts'

export interface OfflineGatewayOptions {
  /** Name of the database on the device. Every portal and city its own; people who share a device may share it. */
  database: string
  /**
   * Id of the account that is signed in, where the page knows it: without a network nobody else's data is then taken for
   * theirs. Without it, whoever the backend named last is.
   */
  account?: string
  /** Counts the limits of what is shown before the backend has answered; China's by default. */
  calendar?: WorkingCalendar
  /** Milliseconds that a screen waits for the backend before it shows what is here; 4000 by default. */
  patienceMs?: number
  /** The device's storage; IndexedDB by default. For tests. */
  storage?: OfflineStorage
  /** What the browser gives; its own by default. For tests. */
  surroundings?: Surroundings
}

export interface SignOutOptions {
  /**
   * What becomes of commands that wait. `ask`, the default: the sign-out does not happen where any wait. `keep`: they
   * wait on, unseen, until this person signs in again. `discard`: they are lost.
   */
  waiting?: 'ask' | 'keep' | 'discard'
}

export interface OfflineGateway extends TicketGateway {
  readonly outbox: NonNullable<TicketGateway['outbox']>
  /** Clears what this person's work left on the device. Call it when they sign out, before the token is gone. */
  signOut(options?: SignOutOptions): Promise<{ ok: true } | { ok: false; waiting: number }>
  /** Stops sending and closes the database; what waits stays. */
  close(): void
}

/**
 * @param inner the gateway that needs the network
 * @example offlineGateway(httpGateway({ endpoint: '/api/v1', token }), { database: 'my-portal' })
 */
export function offlineGateway(
  inner: TicketGateway,
  {
    database,
    account = '',
    calendar = chinaCalendar(),
    patienceMs = 4000,
    storage = idbStorage(database),
    surroundings = browserSurroundings(),
  }: OfflineGatewayOptions,
): OfflineGateway {
  const closing = new AbortController()
  const tabs = joinTabs(database, surroundings, closing.signal)
  let leading: { drain: Drain; stop: AbortController } | undefined

  const leadFor = (personId: string | undefined) => {
    leading?.stop.abort()
    leading = undefined
    if (personId === undefined || closing.signal.aborted) return
    const stop = new AbortController()
    const drain = createDrain({
      ...{ personId, inner, storage, surroundings },
      isStillSignedIn: () => who.isStill(personId),
      tell: tabs.tell,
    })
    leading = { drain, stop }
    surroundings.lead(`${database}:${personId}`, () => drain.run(stop.signal), stop.signal)
  }

  const who = whoIs({ inner, storage, surroundings, account, patienceMs, onPerson: leadFor })
  const atHand = photosAtHand()
  const photosFor = photoFinder(atHand, storage)
  const reads = offlineReads({ inner, storage, surroundings, who, calendar, patienceMs })
  const { city, get, history, query, preview, expected, viewOf } = reads
  const wake = () => leading?.drain.wake()

  tabs.listen(({ type }: News) => {
    if (type === 'changed') wake()
    if (type === 'hello') leading?.drain.tellStatus()
    if (type === 'signedOut') {
      who.forget()
      leadFor(undefined)
    }
  })
  surroundings.onReturn(wake, closing.signal)
  // What waits from yesterday goes out although no screen has asked for anything yet.
  who.known().catch(() => {})

  return {
    capabilities: inner.capabilities,
    outbox: createOutbox({ inner, storage, surroundings, tabs, who, photosFor, viewOf }),
    whoAmI: who.ask,
    city,
    get,
    history,
    query,
    preview,
    execute: executeThrough({ inner, storage, surroundings, tabs, who, photosFor, expected, patienceMs }),
    figures: (filter) => inner.figures(filter),

    async upload(photo, { signal, onProgress } = {}) {
      if (signal?.aborted) throw abortError(signal)
      if (!hasRoomFor(photo.size, await surroundings.space())) throw storageFull()
      const ref = await atHand.take(photo)
      if (signal?.aborted) throw abortError(signal)
      onProgress?.(1)
      return ref
    },

    async download(sha256, options) {
      const here = atHand.get(sha256) ?? (await photoOfMine(sha256))
      return here ? new Blob([here.bytes], { type: here.mediaType }) : inner.download(sha256, options)
    },

    subscribe(onChange, options) {
      const { signal, onState, onReset } = options
      const stop = onReset && tabs.listen(atMostOften(onReset, surroundings, signal))
      if (stop) signal.addEventListener('abort', stop)
      inner.subscribe(onChange, {
        ...options,
        onState: (state) => {
          if (state === 'live') wake()
          onState?.(state)
        },
      })
    },

    async signOut({ waiting = 'ask' } = {}) {
      // Also where the sign-in has ended by itself, and the backend names nobody any more.
      const last = await storage.lastPerson(account)
      const personId = last ?? (await who.known().catch(() => undefined))?.personId
      if (personId !== undefined) {
        const { length } = await storage.commands(personId)
        if (length > 0 && waiting === 'ask') return { ok: false, waiting: length }
        await storage.forget(personId, { commands: waiting === 'discard' })
      }
      atHand.clear()
      tabs.tell({ type: 'signedOut' })
      return { ok: true }
    },

    close() {
      leadFor(undefined)
      closing.abort()
      storage.close()
    },
  }

  async function photoOfMine(sha256: string) {
    const actor = await who.known().catch(() => undefined)
    return actor && storage.photo(actor.personId, sha256).catch(() => undefined)
  }
}

/** Lists that are read anew for each of five hundred commands would be read five hundred times. */
const restMs = 1000

/** Calls back for news that changes what a screen shows; those of one second together. */
function atMostOften(onReset: () => void, surroundings: Surroundings, signal: AbortSignal) {
  let isResting = false
  return ({ type }: News) => {
    if ((type !== 'changed' && type !== 'arrived' && type !== 'parked') || isResting) return
    isResting = true
    void surroundings.wait(restMs, signal).then(() => {
      isResting = false
      if (!signal.aborted) onReset()
    })
  }
}
