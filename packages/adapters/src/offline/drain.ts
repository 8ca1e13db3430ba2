/** Sends what waits: in order on each ticket, several tickets at once, again and again until everything has arrived. */
import { isGatewayError, type OutboxPause, type TicketGateway } from '@chuishao/core/service'
import type { Sentence } from '@chuishao/core/ticket'
import { serverError } from '../http/failures.ts'
import type { News, SendingStatus } from './news.ts'
import type { StoredCommand } from './rows.ts'
import { sendOne, type Sent } from './send-one.ts'
import type { OfflineStorage } from './storage.ts'
import type { Surroundings } from './surroundings.ts'

/** Tickets at once: browsers open six connections to a server, and the screens need some. */
const ticketsAtOnce = 4
const shortestWaitMs = 1000
const longestWaitMs = 5 * 60_000

export interface DrainOptions {
  personId: string
  inner: TicketGateway
  storage: OfflineStorage
  surroundings: Surroundings
  /** False once this person has signed out. */
  isStillSignedIn: () => Promise<boolean>
  tell: (news: News) => void
}

export interface Drain {
  /** Runs until the signal aborts. */
  run(signal: AbortSignal): Promise<void>
  /** Look again now, whatever wait is under way. */
  wake(): void
  tellStatus(): void
}

export function createDrain({
  personId,
  inner,
  storage,
  surroundings,
  isStillSignedIn,
  tell,
}: DrainOptions): Drain {
  let pause: OutboxPause | undefined
  /** Whether the backend takes the requests for this person's; asked again after every sign-in that ended. */
  let isVerified = false
  let woken = false
  let onWake = () => {}
  const sending = new Set<string>()
  const failures = new Map<string, Sentence>()

  const tellStatus = () => {
    const status: SendingStatus = {
      ...(pause && { pause }),
      sending: [...sending],
      failures: Object.fromEntries(failures),
    }
    tell({ type: 'status', status })
  }

  const wake = () => {
    woken = true
    onWake()
  }

  const pauseFor = (next: OutboxPause | undefined) => {
    if (next === undefined && pause === undefined) return
    pause = next
    if (next?.reason === 'signIn' || next?.reason === 'otherPerson') isVerified = false
    tellStatus()
  }

  async function run(signal: AbortSignal): Promise<void> {
    let failed = 0
    while (!signal.aborted) {
      woken = false
      const isDone = await round(signal).catch(() => false)
      if (signal.aborted) return
      failed = isDone ? 0 : Math.min(failed + 1, 30)
      if (woken) continue
      const stop = new AbortController()
      onWake = () => stop.abort()
      signal.addEventListener('abort', onWake)
      const ms = Math.min(longestWaitMs, shortestWaitMs * 2 ** Math.max(0, failed - 1))
      // Also with nothing to do: a tab without a channel to this one may have saved something.
      await surroundings.wait(isDone ? longestWaitMs : ms * (0.5 + surroundings.random() / 2), stop.signal)
      signal.removeEventListener('abort', onWake)
      onWake = () => {}
    }
  }

  /** Tries everything that waits, once, and what is added meanwhile. False where something is to be tried again. */
  async function round(signal: AbortSignal): Promise<boolean> {
    const waiting = await storage.commands(personId)
    if (byTicket(waiting).length === 0) {
      pauseFor(undefined)
      return true
    }
    try {
      await verify()
    } catch (error) {
      return stopped(error, waiting)
    }
    const tried = new Set<string>()
    const busy = new Map<string, Promise<void>>()
    let queues = byTicket(waiting)
    let isDone = true
    let stopping: { error: unknown } | undefined
    const start = (queue: StoredCommand[], ticketId: string) => {
      const work = sendQueue(queue, tried, signal)
        .then((done) => void (isDone &&= done))
        .catch((error: unknown) => void (stopping ??= { error }))
        .finally(() => busy.delete(ticketId))
      busy.set(ticketId, work)
    }
    const refill = async () => {
      if (!woken) return
      woken = false
      const rows = await storage.commands(personId)
      // A ticket that is busy is looked at again in the next round.
      if (rows.some((row) => busy.has(row.ticketId) && !tried.has(row.commandId))) woken = true
      queues = byTicket(rows).filter(([row]) => row && !busy.has(row.ticketId) && !tried.has(row.commandId))
    }
    for (;;) {
      while (busy.size < ticketsAtOnce && !stopping && !signal.aborted) {
        const queue = queues.shift()
        const [first] = queue ?? []
        if (!queue || !first) break
        start(queue, first.ticketId)
      }
      if (busy.size === 0) break
      const woke = new Promise<void>((resolve) => (onWake = resolve))
      await Promise.race([...busy.values(), woke])
      await refill()
    }
    onWake = () => {}
    if (stopping) return stopped(stopping.error, waiting)
    pauseFor(undefined)
    return isDone
  }

  async function isStillHere(): Promise<boolean> {
    const isStill = await isStillSignedIn()
    if (!isStill) isVerified = false
    return isStill
  }

  /** Before anything is sent it is certain that it goes out under the name of whoever tapped. */
  async function verify(): Promise<void> {
    if (isVerified) return
    const actor = await inner.whoAmI()
    if (actor.personId !== personId) throw new OtherPersonError()
    isVerified = true
  }

  /** False where one of them is to be tried again by itself. */
  async function sendQueue(
    queue: readonly StoredCommand[],
    tried: Set<string>,
    signal: AbortSignal,
  ): Promise<boolean> {
    await verify()
    const mayGo = async () => !signal.aborted && (await isStillHere())
    for (const [index, row] of queue.entries()) {
      if (signal.aborted) return false
      const { commandId } = row
      tried.add(commandId)
      sending.add(commandId)
      // So that nobody changes or discards it now, in whatever tab.
      tellStatus()
      let isGone = false
      try {
        const sent = await sendOne(commandId, { inner, storage, mayGo })
        const mayGoOn = await note(row, sent, queue[index + 1])
        isGone = sent.how === 'arrived' || sent.how === 'gone'
        if (!mayGoOn) return sent.how !== 'later'
      } finally {
        sending.delete(commandId)
        // Of what is not there any more nobody asks whether it is on its way.
        if (!isGone) tellStatus()
      }
    }
    return true
  }

  /** Whether the next command on the ticket may go. */
  async function note(row: StoredCommand, sent: Sent, next: StoredCommand | undefined): Promise<boolean> {
    const { commandId } = row
    failures.delete(commandId)
    switch (sent.how) {
      case 'arrived': {
        const { arrival, rebased } = sent
        // What was tapped next was meant for the ticket after this command, and nothing else has happened to it.
        if (next && !rebased && next.ifVersion === row.ifVersion + 1 && arrival.version !== next.ifVersion)
          await storage.change(next.commandId, { ifVersion: arrival.version })
        const isRenamed = arrival.ticket.id !== row.ticketId
        // First: a tab that dies in between sends this one again, and none of the others to a ticket that is not there.
        if (isRenamed) await rename(row, arrival.ticket.id)
        await storage.remove(commandId, { ticket: arrival.ticket, asOf: surroundings.now() })
        tell({ type: 'arrived', commandId, arrival })
        // They are another ticket's queue now.
        if (isRenamed) wake()
        return !isRenamed
      }
      case 'gone':
        return true
      case 'parked':
        await storage.change(commandId, { problem: sent.problem })
        tell({ type: 'parked', commandId })
        return false
      case 'later':
        if (sent.sentence) failures.set(commandId, sent.sentence)
        tell({ type: 'left', commandIds: [commandId] })
        return false
    }
  }

  /** A backend that names tickets itself: what was tapped behind the whistle is meant for the ticket that came of it. */
  async function rename(whistle: StoredCommand, ticketId: string): Promise<void> {
    for (const row of await storage.commands(personId))
      if (row.ticketId === whistle.ticketId && row.commandId !== whistle.commandId)
        await storage.change(row.commandId, { ticketId })
  }

  /** Nothing can be sent now, and a screen that waits is told so. */
  function stopped(error: unknown, waiting: readonly StoredCommand[]): false {
    pauseFor(pauseOf(error))
    tell({ type: 'left', commandIds: waiting.map(({ commandId }) => commandId) })
    return false
  }

  return { run, wake, tellStatus }
}

/** On each ticket in the order of the taps; what needs somebody stops what was tapped after it. */
function byTicket(rows: readonly StoredCommand[]): StoredCommand[][] {
  const queues = new Map<string, StoredCommand[]>()
  const stopped = new Set<string>()
  for (const row of rows) {
    if (row.problem) stopped.add(row.ticketId)
    if (stopped.has(row.ticketId)) continue
    const queue = queues.get(row.ticketId) ?? []
    queues.set(row.ticketId, [...queue, row])
  }
  return [...queues.values()]
}

class OtherPersonError extends Error {}

function pauseOf(error: unknown): OutboxPause {
  if (error instanceof OtherPersonError) return { reason: 'otherPerson', sentence: otherPerson }
  const { code, sentence } = isGatewayError(error) ? error : serverError(error)
  if (code === 'unauthenticated') return { reason: 'signIn', sentence }
  if (code === 'clientTooOld' || code === 'serverTooOld') return { reason: 'outdated', sentence }
  return { reason: 'offline', sentence }
}

const otherPerson: Sentence = {
  zh: '当前登录的是另一个人；这里的内容由保存它的人登录后发送。',
  en: 'Somebody else is signed in. What waits here is sent once the person who saved it signs in.',
}
