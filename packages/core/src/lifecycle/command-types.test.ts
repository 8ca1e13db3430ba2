/** What must not compile: the compiler is the test, each `ts-expect-error` is red where the mistake is accepted. */
import { createActor, transition } from 'xstate'
import { describe, expectTypeOf, it } from 'vitest'
import { people, testCity } from '../testing/test-city.ts'
import { ticketId } from '../testing/scenario.ts'
import { newTicket, type Command, type CommandOf, type Ticket } from '../ticket/index.ts'
import { decide, type Decision } from './decide.ts'
import { snapshotOf } from './create-lifecycle.ts'
import { ticketMachine } from './ticket-machine.ts'

const at = '2026-03-02T01:00:00.000Z'
const known = {}

describe('commands and payloads are checked by the compiler', () => {
  it('refuses a command that is none, and one with a wrong payload', () => {
    const send = (command: Command) => decide(newTicket(ticketId), command, people.dispatcher, at, testCity)
    send({ type: 'ACCEPT' })
    // @ts-expect-error: there is no such command
    send({ type: 'APPROVE' })
    // @ts-expect-error: a return names a reason and explains itself
    send({ type: 'RETURN', suggestedUnitId: 'water' })
    // @ts-expect-error: a level is a number
    send({ type: 'EVALUATE', level: '5', solved: true, tags: [] })
    // @ts-expect-error: there is no such outcome
    send({ type: 'SUBMIT_RESULT', outcome: 'ignored', text: '已处理' })
    // @ts-expect-error: a limit is in a known unit
    send({ type: 'REQUEST_EXTENSION', by: { amount: 1, unit: 'fortnight' }, reason: '等待材料' })
    // @ts-expect-error: an acceptance carries nothing
    send({ type: 'ACCEPT', note: '收到' })
    expectTypeOf<CommandOf<'MERGE'>>().toExtend<{ type: 'MERGE'; intoTicketId: string }>()
  })

  it('knows in plain XState which payload belongs to which event', () => {
    const actor = createActor(ticketMachine, { input: { id: ticketId } })
    const who = { actor: people.dispatcher, at, known }
    actor.start().send({ type: 'ACCEPT', command: { type: 'ACCEPT' }, ...who })
    // @ts-expect-error: the event is called by its command
    actor.send({ type: 'ACCEPT', command: { type: 'RESUME' }, ...who })
    // @ts-expect-error: a machine decides nothing without who and when
    actor.send({ type: 'ACCEPT', command: { type: 'ACCEPT' } })
    // @ts-expect-error: there is no such event
    transition(ticketMachine, actor.getSnapshot(), { type: 'CLOSE', command: { type: 'CLOSE' }, ...who })
    // @ts-expect-error: a machine begins with the identifier of its ticket
    createActor(ticketMachine, { input: {} })
  })

  it('says what a decision is', () => {
    expectTypeOf<Extract<Decision, { ok: true }>['ticket']>().toEqualTypeOf<Ticket>()
    expectTypeOf(snapshotOf(ticketMachine, newTicket(ticketId)).context).toEqualTypeOf<{ ticket: Ticket }>()
  })
})
