/** A tap: saved on the device first, then on its way; the screen learns what became of it as soon as that is known. */
import {
  GatewayError,
  invalidInput,
  type Outcome,
  type OutboxProblem,
  type TicketGateway,
} from '@chuishao/core/service'
import { Command, newTicket, type Ticket } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import type { Arrival, News } from './news.ts'
import type { PhotoFinder } from './photos-for.ts'
import type { CommandRow, StoredCommand } from './rows.ts'
import type { OfflineStorage } from './storage.ts'
import type { Surroundings } from './surroundings.ts'
import type { Tabs } from './tabs.ts'
import { isUnreachable } from './unreachable.ts'
import type { Who } from './who.ts'

export interface ExecuteThroughOptions {
  inner: TicketGateway
  storage: OfflineStorage
  surroundings: Surroundings
  tabs: Tabs
  who: Who
  photosFor: PhotoFinder
  /** The ticket with what waits on it. */
  expected: (ticketId: string) => Promise<Ticket | undefined>
  /** Milliseconds that a screen waits for the backend's answer once the command is saved. */
  patienceMs: number
}

type Ending = { arrived: Arrival } | 'parked' | 'left'

export const executeThrough = (options: ExecuteThroughOptions): TicketGateway['execute'] => {
  const { inner, storage, surroundings, tabs, who, photosFor, expected, patienceMs } = options

  let isPersistAsked = false
  /** Some browsers ask the person: once for a page is enough. */
  const persistOnce = () => {
    if (isPersistAsked) return
    isPersistAsked = true
    void surroundings.persist().catch(() => {})
  }

  return async (tapped, input, { commandId, ifVersion, onSaved }) => {
    const parsed = z.safeParse(Command, input)
    if (!parsed.success) {
      try {
        return await inner.execute(tapped, input, { commandId, ifVersion })
      } catch (error) {
        if (!isUnreachable(error)) throw error
        return { ok: false, rejection: invalidInput(parsed.error) }
      }
    }
    const command = parsed.data
    const { personId } = await who.known()
    const seen = ifVersion > 0 ? await expected(tapped).catch(() => undefined) : undefined
    // A backend that names tickets itself has another name for what this screen knows by its tap.
    const ticketId = seen?.id ?? tapped
    const earlier = await storage.command(commandId)
    if (earlier && !isSame(earlier, { ticketId, command })) return { ok: false, commandReused: true }
    const waiter = createWaiter(commandId, tabs, surroundings, patienceMs)
    try {
      if (!earlier) {
        const row: CommandRow = {
          ...{ personId, commandId, ticketId, command, ifVersion },
          savedAt: surroundings.now(),
          attempted: false,
          ...(seen && { seen }),
        }
        await storage.save(...(await photosFor(row)))
        persistOnce()
      }
      onSaved?.()
      tabs.tell({ type: 'changed' })
      waiter.start()
      return await outcomeOf(await waiter.ending, { commandId, ticketId, ifVersion })
    } finally {
      waiter.stop()
    }
  }

  async function outcomeOf(
    ending: Ending,
    { commandId, ticketId, ifVersion }: Pick<CommandRow, 'commandId' | 'ticketId' | 'ifVersion'>,
  ): Promise<Outcome> {
    if (typeof ending === 'object') return { ok: true, ...ending.arrived }
    const problem = ending === 'parked' ? (await storage.command(commandId))?.problem : undefined
    if (problem) {
      // The screen that asked shows it, so that it needs no place among what waits; but until it does, it has one.
      void storage
        .remove(commandId)
        .then(() => tabs.tell({ type: 'changed' }))
        .catch(() => {})
      return asOutcome(problem, ifVersion)
    }
    const ticket = (await expected(ticketId).catch(() => undefined)) ?? {
      ...newTicket(ticketId),
      version: ifVersion,
    }
    return { ok: true, ticket, version: ticket.version, replayed: false, pending: true }
  }
}

const isSame = (row: StoredCommand, asked: { ticketId: string; command: Command }): boolean =>
  row.ticketId === asked.ticketId && JSON.stringify(row.command) === JSON.stringify(asked.command)

/** Hears from now on, and gives up a while after `start`. */
function createWaiter(commandId: string, tabs: Tabs, surroundings: Surroundings, patienceMs: number) {
  const enough = new AbortController()
  let end: (ending: Ending) => void = () => {}
  const ending = new Promise<Ending>((resolve) => (end = resolve))
  const unlisten = tabs.listen((news: News) => {
    if (news.type === 'arrived' && news.commandId === commandId) end({ arrived: news.arrival })
    if (news.type === 'parked' && news.commandId === commandId) end('parked')
    if (news.type === 'left' && news.commandIds.includes(commandId)) end('left')
  })
  return {
    ending,
    start: () => void surroundings.wait(patienceMs, enough.signal).then(() => end('left')),
    stop: () => {
      unlisten()
      enough.abort()
    },
  }
}

function asOutcome(problem: OutboxProblem, ifVersion: number): Outcome {
  switch (problem.kind) {
    case 'refused':
      return { ok: false, rejection: problem.rejection }
    case 'reused':
      return { ok: false, commandReused: true }
    case 'conflict': {
      const { current } = problem
      return {
        ok: false,
        conflict: { currentVersion: current?.version ?? ifVersion, ...(current && { ticket: current }) },
      }
    }
    case 'failed':
      throw new GatewayError(problem.code, problem.sentence)
  }
}
