/**
 * Sends a draft: photos first, then the command, so that a retry goes on where it stopped and arrives exactly once.
 *
 * The ticket's identifier is made here and kept until the ticket is whistled; a retry names the same ticket.
 */
import type { TicketGateway } from '@chuishao/core/service'
import type { AttachmentRef, Draft, Rejection, Sentence, Ticket } from '@chuishao/core/ticket'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { CommandController } from '../internal/gateway/command-controller.ts'
import { sentenceOf } from '../internal/gateway/failure.ts'
import { newTicketId } from '../internal/ids.ts'
import type { PhotoList } from '../internal/photos/photo-list.ts'

export type SendKind = 'WHISTLE' | 'EDIT'

export type Stage =
  | { stage: 'filling' }
  | { stage: 'uploading'; kind: SendKind }
  | { stage: 'sending'; kind: SendKind }
  | { stage: 'saved'; ticketId: string; version: number; pending: boolean }
  /** `earlier`: it turned out that a former attempt had arrived. `pending`: it waits on this device. */
  | {
      stage: 'sent'
      ticketId: string
      ticket: Ticket
      version: number
      earlier: boolean
      pending: boolean
    }
  | { stage: 'refused'; rejection: Rejection }
  /** The draft was changed elsewhere: sending again is on top of that. */
  | { stage: 'conflict' }
  | { stage: 'failed'; kind: SendKind; sentence: Sentence }

export interface SendOptions {
  gateway: TicketGateway
  kind: SendKind
  /** Absent where the matter wants no photos. */
  photos: PhotoList | undefined
  draftWith: (attachments: AttachmentRef[]) => Draft
}

export class Sender implements ReactiveController {
  current: Stage = { stage: 'filling' }
  readonly #host: ReactiveControllerHost
  readonly #commands: CommandController
  #target: { ticketId: string; version: number } | undefined

  constructor(host: ReactiveControllerHost) {
    this.#host = host
    this.#commands = new CommandController(host)
    host.addController(this)
  }

  hostConnected(): void {}

  get busy(): boolean {
    return this.current.stage === 'uploading' || this.current.stage === 'sending'
  }

  /** Whether what is being sent is safe on this device already. */
  get isSafe(): boolean {
    const { current } = this.#commands
    return current.state === 'sending' && current.saved
  }

  /** Whether the backend has the draft. */
  get isSaved(): boolean {
    return (this.#target?.version ?? 0) > 0
  }

  /** Starts on a saved draft, or on a ticket that does not exist yet. */
  start(target?: { ticketId: string; version: number }): void {
    this.#target = target
    this.#to({ stage: 'filling' })
  }

  /** Takes away how the last attempt ended, once somebody edits on. */
  edited(): void {
    const { stage } = this.current
    if (stage === 'saved' || stage === 'refused' || stage === 'conflict') this.#to({ stage: 'filling' })
  }

  /** Does nothing while it is sending already. */
  async send({ gateway, kind, photos, draftWith }: SendOptions): Promise<Stage> {
    if (this.busy) return this.current
    this.#target ??= { ticketId: newTicketId(), version: 0 }
    const { ticketId, version } = this.#target
    this.#to({ stage: 'uploading', kind })
    let refs: AttachmentRef[]
    try {
      refs = (await photos?.upload(gateway)) ?? []
    } catch (error) {
      return this.#to({ stage: 'failed', kind, sentence: sentenceOf(error) })
    }
    this.#to({ stage: 'sending', kind })
    const ended = await this.#commands.send(
      gateway,
      ticketId,
      { type: kind, draft: draftWith(refs) },
      version,
    )
    switch (ended.state) {
      case 'sent': {
        // A backend that gives its own ids answers with the one that leads to the ticket.
        const { ticket, version, pending } = ended
        this.#target = { ticketId: ticket.id, version }
        return this.#to(
          kind === 'EDIT'
            ? { stage: 'saved', ticketId: ticket.id, version, pending }
            : { stage: 'sent', ticketId: ticket.id, ticket, version, earlier: false, pending },
        )
      }
      case 'refused':
        if (ended.rejection.code === 'unknownAttachment') photos?.forgetUploads()
        return this.#to({ stage: 'refused', rejection: ended.rejection })
      case 'conflict':
        return this.#to(await this.#afterConflict(gateway, ticketId, kind))
      case 'failed':
        return this.#to({ stage: 'failed', kind, sentence: ended.sentence })
      default:
        return this.current
    }
  }

  /** An attempt whose answer was lost may have arrived after all. */
  async #afterConflict(gateway: TicketGateway, ticketId: string, kind: SendKind): Promise<Stage> {
    try {
      const ticket = (await gateway.get(ticketId))?.ticket
      if (!ticket) return { stage: 'conflict' }
      this.#target = { ticketId, version: ticket.version }
      return ticket.status === 'draft'
        ? { stage: 'conflict' }
        : { stage: 'sent', ticketId, ticket, version: ticket.version, earlier: true, pending: false }
    } catch (error) {
      return { stage: 'failed', kind, sentence: sentenceOf(error) }
    }
  }

  #to(next: Stage): Stage {
    this.current = next
    this.#host.requestUpdate()
    return next
  }
}
