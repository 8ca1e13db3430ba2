/** Sends what waits: in order on each ticket, several tickets at once, again and again until everything has arrived. */
import { isGatewayError, type OutboxPause } from '@chuishao/core/service'
import type { Device } from './device.ts'
import { byTicket } from './rows.ts'
import { pauses, repeats, sendOne } from './send-one.ts'
import type { Arrival } from './storage.ts'
import { landTogether, noteTogether } from './together.ts'

/** Commands at once: browsers open six connections to a server, and the screens need some. */
const mostAtOnce = 4
const shortestWaitMs = 1000
const longestWaitMs = 5 * 60_000

export interface Drain {
  /**
   * Runs until it is told to stop.
   * @param isAlone whether no other tab sends for this person
   */
  run(isAlone: boolean): Promise<void>
  /** To be aborted once this person has signed out. */
  stopping: AbortController
  /** Look again now, whatever wait is under way. */
  wake(): void
  tellStatus(): void
}

export function createDrain(device: Device, personId: string): Drain {
  const { inner, storage, surroundings, tabs, who } = device
  const stopping = new AbortController()
  const { signal } = stopping
  let pause: OutboxPause | undefined
  /** Whether the backend takes the requests for this person's; asked again after every pause. */
  let isVerified = false
  let woken = false
  let onWake = () => {}
  const sending = new Set<string>()

  const tellStatus = () => tabs.tell({ type: 'status', sending, pause })

  const wake = () => {
    woken = true
    onWake()
  }
  signal.addEventListener('abort', wake)

  /** Also a tab that has not heard of a sign-out sends nothing after it. */
  const check = async () => {
    await who.isStill(personId, true)
    if (signal.aborted) throw otherPerson
  }

  async function run(isAlone: boolean): Promise<void> {
    let failed = 0
    while (!signal.aborted) {
      woken = false
      failed = (await round(isAlone).catch(stopped)) ? 0 : failed + 1
      if (woken) continue
      const stop = new AbortController()
      onWake = () => stop.abort()
      // Also with nothing to do: a tab without a channel to this one may have saved something.
      const ms = failed ? Math.min(longestWaitMs, (shortestWaitMs / 2) * 2 ** failed) : longestWaitMs
      await surroundings.wait(ms * (0.5 + surroundings.random() / 2), stop.signal)
    }
  }

  /** Nothing can be sent now, and a screen that waits is told so. */
  function stopped(error: unknown): false {
    tabs.tell({ type: 'left' })
    isVerified = false
    if (signal.aborted) return false
    const reason = error === otherPerson ? error : isGatewayError(error) && pauses[error.code]
    pause = { reason: reason || 'offline' }
    tellStatus()
    return false
  }

  /** Tries everything that waits, once, and what is added meanwhile. False where something is to be tried again. */
  async function round(isAlone: boolean): Promise<boolean> {
    const tried = new Set<string>()
    const busy = new Set<string>()
    let isDone = true
    let broken: unknown
    let queues = byTicket(await storage.commands(personId))
    const ready = () =>
      [...queues.values()].filter(
        ([row]) => row && !row.problem && !tried.has(row.commandId) && !busy.has(row.ticketId),
      )
    // Another tab may send what is noted here, and only it would know.
    const { mark, unmark } = noteTogether(storage, () =>
      isAlone && repeats(inner) ? ready().flatMap(([row]) => row ?? []) : [],
    )
    let landing = 0
    const note = landTogether(device, () => sending.size > landing, signal)
    const land = (arrival: Arrival) => {
      landing += 1
      // Another one may be sent meanwhile.
      start()
      return note(arrival).finally(() => (landing -= 1))
    }

    if (ready()[0] && !isVerified) {
      // Before anything is sent it is certain that it goes out under the name of whoever tapped.
      if ((await inner.whoAmI()).personId !== personId) throw otherPerson
      isVerified = true
    }

    const work = async () => {
      if (woken) {
        woken = false
        const rows = await storage.commands(personId)
        queues = byTicket(rows)
        // A ticket that is busy is looked at again once it is not.
        woken ||= rows.some((row) => busy.has(row.ticketId) && !tried.has(row.commandId))
      }
      const [queue = []] = ready()
      const ticketId = queue[0]?.ticketId
      if (!ticketId || broken || signal.aborted || sending.size - landing >= mostAtOnce) return
      busy.add(ticketId)
      try {
        for (const { commandId } of queue) {
          tried.add(commandId)
          sending.add(commandId)
          // So that nobody changes or discards it now, in whatever tab.
          tellStatus()
          start()
          const how = await sendOne(commandId, device, { check, mark, land }).finally(() =>
            sending.delete(commandId),
          )
          if (how === 'later') isDone = false
          if (how === 'next') continue
          // Of what is not there any more nobody asks whether it is on its way.
          tellStatus()
          break
        }
      } finally {
        busy.delete(ticketId)
      }
      start()
    }
    const workers: Promise<void>[] = []
    const start = () => void workers.push(work().catch((error: unknown) => void (broken ??= error)))
    onWake = start
    start()
    for (const worker of workers) await worker
    onWake = () => {}
    await unmark()
    if (broken) throw broken
    pause = undefined
    tellStatus()
    return isDone
  }

  return { run, stopping, wake, tellStatus }
}

const otherPerson = 'otherPerson'
