/** Every rule of the checker, broken by hand in a history that was whole. */
import { createTicketService } from '@chuishao/core/service'
import type { Command } from '@chuishao/core/ticket'
import { beforeEach, describe, expect, test } from 'vitest'
import { memoryAttachments, memoryStore } from '../memory/index.ts'
import { randomSalt } from '../salt/random-salt.ts'
import { checkHistory } from './check-history.ts'
import type { LogEntry } from './operation-log.ts'
import type { StoreSnapshot } from './snapshot.ts'
import type { RuleName } from './violation.ts'
import { firstWhistle } from './testing/next-command.ts'
import { cityOf, personOf } from './testing/two-tenants.ts'

const tenantId = 'alpha'
const ticketId = '0198c0de-0000-7000-8000-000000000001'
const dueAt = '2026-03-02T03:00:00.000Z'
const claim = { type: 'claim', tenantId, ticketId, kind: 'accept', dueAt } as const

let log: LogEntry[]
let store: StoreSnapshot

/** A whistle and two comments of one person, as the service stores and the log tells them. */
beforeEach(async () => {
  const memory = memoryStore()
  const service = createTicketService({
    store: memory,
    attachments: memoryAttachments(),
    cities: cityOf,
    clock: () => '2026-03-02T01:00:00.000Z',
    newSalt: randomSalt,
  })
  log = []
  const actor = personOf(tenantId, 'gridWorker')
  const ids = [1, 2, 3].map((n) => `0198c0de-0000-7000-8000-00000000000${n}`)
  for (const [ifVersion, commandId] of ids.entries()) {
    const command: Command =
      ifVersion === 0 ? firstWhistle(commandId).command : { type: 'COMMENT', text: `[${commandId}]` }
    const call = commandId
    log.push({
      type: 'invoke',
      call,
      tenantId,
      ticketId,
      commandId,
      personId: actor.personId,
      ifVersion,
      command,
    })
    const outcome = await service.execute({ tenantId, actor }, ticketId, command, { commandId, ifVersion })
    if (outcome.ok) log.push({ type: 'ok', call, version: outcome.version })
  }
  const state = (await memory.load({ tenantId, ticketId }))?.ticket
  const { items } = await memory.history({ tenantId, ticketId })
  if (!state) throw new Error('not stored')
  const rowsOf = (commandId: string, index: number) => ({
    tenantId,
    ticketId,
    commandId,
    version: index + 1,
    position: index + 1,
  })
  store = {
    tickets: [{ tenantId, ticketId, version: 3, state }],
    events: items.map((event, i) => ({ tenantId, ticketId, version: i + 1, position: i + 1, event })),
    commands: ids.map(rowsOf),
    deadlines: Object.values(state.clocks).map(({ kind, dueAt: due }) => ({
      tenantId,
      ticketId,
      kind,
      dueAt: due,
    })),
    positions: [{ tenantId, position: 3 }],
  }
})

const rules = () => [...new Set(checkHistory([log], store).violations.map(({ rule }) => rule))]

test('a whole history breaks no rule and is counted', () => {
  expect(checkHistory([log], store)).toEqual({
    violations: [],
    counts: { acknowledged: 3, refused: 0, unknownDone: 0, unknownNotDone: 0, events: 3, claims: 0 },
  })
})

test('a call without an answer may have taken effect or not', () => {
  log.pop()
  expect(checkHistory([log], store)).toMatchObject({ violations: [], counts: { unknownDone: 1 } })
  const [invoked] = log.splice(-1)
  if (invoked?.type !== 'invoke') throw new Error('unreachable')
  log.push(
    { ...invoked, commandId: crypto.randomUUID() },
    { type: 'unknown', call: invoked.call, why: 'cut' },
  )
  store = { ...store, commands: store.commands.slice(0, 2) }
  expect(checkHistory([log], store).counts).toMatchObject({ unknownNotDone: 1 })
})

/** The rule that must be named, and what breaks it. */
const breaks: [RuleName, string, () => void][] = [
  ['lost', 'an acknowledged command without its row', () => void store.commands.pop()],
  [
    'lost',
    'an acknowledged command whose event is another one',
    () => void (store.events[2]!.event.command.type = 'URGE'),
  ],
  ['lost', 'another version than was acknowledged', () => void (store.commands[2]!.version = 2)],
  ['lost', 'a row without its ticket', () => void store.tickets.pop()],
  [
    'twice',
    'one command with two results',
    () => void log.push({ ...log[4]!, call: 'again' } as LogEntry, { type: 'ok', call: 'again', version: 2 }),
  ],
  [
    'twice',
    'one text in two events',
    () => void (store.events[1]!.event.command = store.events[2]!.event.command),
  ],
  [
    'refusedButDone',
    'a refused command with an effect',
    () =>
      void (log[5] = {
        type: 'fail',
        call: log[5]!.type === 'ok' ? log[5]!.call : '',
        code: 'versionConflict',
      }),
  ],
  ['unasked', 'an event of no command', () => void store.commands.shift()],
  ['unasked', 'a command that nobody sent', () => void log.splice(4, 2)],
  ['order', 'a later call with an earlier version', () => void log.push(...log.splice(0, 2))],
  ['versions', 'a gap in the versions', () => void store.events.splice(1, 1)],
  ['versions', 'an event twice', () => void store.events.push(store.events[2]!)],
  ['positions', 'a gap in the positions', () => void (store.events[2]!.position = 4)],
  ['positions', 'a counter that is ahead', () => void (store.positions[0]!.position = 4)],
  ['fold', 'a state that does not follow', () => void (store.tickets[0]!.state.urgeCount = 1)],
  ['clock', 'a clock on a closed ticket', () => void (store.tickets[0]!.state.status = 'closed')],
  ['clock', 'a clock that nobody watches', () => void store.deadlines.pop()],
  ['chain', 'a changed event', () => void (store.events[1]!.event.at = dueAt)],
  ['tenant', 'an event at another tenant', () => void (store.events[1]!.tenantId = 'beta')],
  ['tenant', "another tenant's person", () => void (store.events[1]!.event.actor.personId = 'beta-grid-1')],
  [
    'lease',
    'a deadline with two pollers',
    () =>
      void log.push(
        { ...claim, owner: 'one', now: '2026-03-02T03:00:00.000Z', until: '2026-03-02T03:01:00.000Z' },
        { ...claim, owner: 'two', now: '2026-03-02T03:00:59.000Z', until: '2026-03-02T03:02:00.000Z' },
      ),
  ],
]

describe('each rule is seen to be broken', () => {
  test.each(breaks)('%s: %s', (rule, _, breakIt) => {
    breakIt()
    expect(rules()).toContain(rule)
  })
})

test('a lease that ran out may go to another poller', () => {
  log.push(
    { ...claim, owner: 'one', now: '2026-03-02T03:00:00.000Z', until: '2026-03-02T03:01:00.000Z' },
    { ...claim, owner: 'two', now: '2026-03-02T03:01:00.000Z', until: '2026-03-02T03:02:00.000Z' },
  )
  expect(rules()).toEqual([])
})
