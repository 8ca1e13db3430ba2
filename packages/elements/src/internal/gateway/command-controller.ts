/** Sends one command at a time and remembers how it ended. A retry of the same tap keeps its command id. */
import type { ExecuteOptions, TicketGateway } from '@chuishao/core/service'
import type { Command, Rejection, Sentence, Ticket } from '@chuishao/core/ticket'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { newCommandId } from '../ids.ts'
import { sentenceOf } from './failure.ts'

export type Sending =
  | { state: 'idle' }
  /** `saved`: it is safe on this device already. */
  | { state: 'sending'; saved: boolean }
  /** `pending`: it waits on this device, and arrives by itself. */
  | { state: 'sent'; ticket: Ticket; version: number; pending: boolean }
  /** The lifecycle said no; the rejection says why and what may be done instead. */
  | { state: 'refused'; rejection: Rejection }
  /** Somebody was faster: show the present state and let the person decide again. */
  | { state: 'conflict'; currentVersion: number }
  /** It may or may not have arrived; sending the same again is safe. */
  | { state: 'failed'; sentence: Sentence }

const reused: Sentence = {
  zh: '这次操作与先前的操作冲突，请重试',
  en: 'This action collided with an earlier one. Please try again',
}

export class CommandController implements ReactiveController {
  current: Sending = { state: 'idle' }
  readonly #host: ReactiveControllerHost
  #tap: { fingerprint: string; commandId: string } | undefined

  constructor(host: ReactiveControllerHost) {
    this.#host = host
    host.addController(this)
  }

  hostConnected(): void {}

  get busy(): boolean {
    return this.current.state === 'sending'
  }

  reset(): void {
    this.#to({ state: 'idle' })
  }

  /** Does nothing while another command is under way. */
  async send(
    gateway: TicketGateway,
    ticketId: string,
    command: Command,
    ifVersion: number,
  ): Promise<Sending> {
    if (this.busy) return this.current
    const fingerprint = JSON.stringify([ticketId, command, ifVersion])
    const tap =
      this.#tap?.fingerprint === fingerprint ? this.#tap : { fingerprint, commandId: newCommandId() }
    this.#tap = tap
    this.#to({ state: 'sending', saved: false })
    const ended = await execute(gateway, ticketId, command, {
      commandId: tap.commandId,
      ifVersion,
      onSaved: () => this.#to({ state: 'sending', saved: true }),
    })
    if (ended.state !== 'failed' || ended.sentence === reused) this.#tap = undefined
    return this.#to(ended)
  }

  #to(next: Sending): Sending {
    this.current = next
    this.#host.requestUpdate()
    return next
  }
}

async function execute(
  gateway: TicketGateway,
  ticketId: string,
  command: Command,
  options: ExecuteOptions,
): Promise<Sending> {
  try {
    const outcome = await gateway.execute(ticketId, command, options)
    if (outcome.ok) {
      const { ticket, version, pending = false } = outcome
      return { state: 'sent', ticket, version, pending }
    }
    if ('rejection' in outcome) return { state: 'refused', rejection: outcome.rejection }
    if ('conflict' in outcome) return { state: 'conflict', currentVersion: outcome.conflict.currentVersion }
    return { state: 'failed', sentence: reused }
  } catch (error) {
    return { state: 'failed', sentence: sentenceOf(error) }
  }
}
