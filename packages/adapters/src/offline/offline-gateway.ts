/** A gateway that works without a network, around one that does not: nothing that a person has sent is ever lost. */
import type { TicketGateway } from '@chuishao/core/service'
import type { WorkingCalendar } from '@chuishao/core/time'
import { chinaCalendar } from '@chuishao/core/time/china'
import { createDrain, type Drain } from './drain.ts'
import { executeThrough } from './execute.ts'
import { idbStorage } from './idb-storage.ts'
import type { News } from './news.ts'
import { createOutbox } from './outbox.ts'
import { devicePhotos } from './photos.ts'
import { offlineReads } from './reads.ts'
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
  const photos = devicePhotos(storage, surroundings)
  const given = { inner, storage, surroundings, patienceMs, tabs, photos }
  let leading: Drain | undefined

  const leadFor = (personId: string | undefined) => {
    leading?.stopping.abort()
    leading = undefined
    if (!personId || closing.signal.aborted) return
    leading = createDrain(device, personId)
    surroundings.lead(`${database}:${personId}`, leading.run, leading.stopping.signal)
  }

  const who = whoIs({ ...given, account, onPerson: leadFor })
  const device = { ...given, who }
  const { expected, viewOf, ...reads } = offlineReads(device, calendar)
  const wake = () => leading?.wake()

  tabs.listen(({ type }) => {
    if (type === 'changed') wake()
    if (type === 'hello') leading?.tellStatus()
    if (type === 'signedOut') who.forget()
  }, closing.signal)
  surroundings.onReturn(wake, closing.signal)
  // What waits from yesterday goes out although no screen has asked for anything yet.
  who.known().catch(() => {})

  return {
    ...reads,
    capabilities: inner.capabilities,
    outbox: createOutbox(device, viewOf),
    whoAmI: who.ask,
    execute: executeThrough(device, expected),
    figures: (filter) => inner.figures(filter),

    upload: photos.upload,

    async download(sha256, options) {
      const mine = who.known().then(({ personId }) => photos.find(personId, sha256))
      const here = await mine.catch(() => undefined)
      return here ? new Blob([here.bytes], { type: here.mediaType }) : inner.download(sha256, options)
    },

    subscribe(onChange, options) {
      const { signal, onState, onReset } = options
      if (onReset) tabs.listen(atMostOften(onReset, surroundings, signal), signal)
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
      const last = (await storage.lastPerson(account)) ?? (await who.known().catch(() => undefined))
      const personId = last?.personId ?? ''
      const { length } = await storage.commands(personId)
      if (length && waiting === 'ask') return { ok: false, waiting: length }
      await storage.forget(personId, { commands: waiting === 'discard' })
      photos.clear()
      tabs.tell({ type: 'signedOut' })
      return { ok: true }
    },

    close() {
      leadFor(undefined)
      closing.abort()
      storage.close()
    },
  }
}

/** Lists that are read anew for each of five hundred commands would be read five hundred times. */
const soonMs = 1000
const restMs = 3000

/** Calls back soon after news that changes what a screen shows, and then rests: what comes meanwhile is told together. */
function atMostOften(onReset: () => void, { wait }: Surroundings, signal: AbortSignal) {
  let isResting = false
  let isStale = false
  const tell = async () => {
    isResting = true
    for (; isStale && !signal.aborted; await wait(restMs, signal)) {
      await wait(soonMs, signal)
      isStale = false
      if (!signal.aborted) onReset()
    }
    isResting = false
  }
  return ({ type }: News) => {
    if (type !== 'changed' && type !== 'arrived') return
    isStale = true
    if (!isResting) void tell()
  }
}
