/**
 * Sends a draft: photos first, then the command, so that a retry goes on where it stopped and arrives exactly once.
 *
 * The ticket's identifier is made here and kept until the ticket is whistled; a retry names the same ticket.
 */
import type { TicketGateway } from '@chuishao/core/service'
import type { AttachmentRef, CommandOf, Draft, Rejection, Sentence, Ticket } from '@chuishao/core/ticket'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { CommandController } from '../internal/gateway/command-controller.ts'
import { sentenceOf } from '../internal/gateway/failure.ts'
import { itemsOf } from '../internal/gateway/waiting-items.ts'
import { newTicketId } from '../internal/ids.ts'
import type { PhotoList } from '../internal/photos/photo-list.ts'

export type SendKind = 'WHISTLE' | 'EDIT'

export type Stage =
  | { stage: 'filling' }
  | { stage: 'uploading'; kind: SendKind }
  | { stage: 'sending'; kind: SendKind }
  | { stage: 'saved'; ticketId: string; version: number; pending: boolean }
  | Sent
  | { stage: 'refused'; rejection: Rejection }
  /** The draft was changed elsewhere: sending again is on top of that. */
  | { stage: 'conflict' }
  | { stage: 'failed'; kind: SendKind; sentence: Sentence }
  /** What it was to replace waits no more, and has not arrived: sending it is a whistle of its own. */
  | { stage: 'released' }

export interface Sent {
  stage: 'sent'
  ticketId: string
  /** Absent where it takes the place of one that waited. */
  ticket?: Ticket
  version: number
  /** It turned out that a former attempt had arrived. */
  earlier: boolean
  /** It waits on this device. */
  pending: boolean
  /** It waits until somebody looks at it. */
  needsYou?: boolean
}

/** What is filled in: a ticket that does not exist yet, a saved draft, or something that waits on this device. */
export interface Target {
  ticketId: string
  version: number
  /** The command in the outbox that it takes the place of. */
  replaces?: string
}

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
  #target: Target | undefined

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

  /** Whether it is kept elsewhere than in this form: at the backend, or among what waits on this device. */
  get isSaved(): boolean {
    const { version = 0, replaces } = this.#target ?? {}
    return version > 0 || replaces !== undefined
  }

  start(target?: Target): void {
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
    const target = (this.#target ??= { ticketId: newTicketId(), version: 0 })
    const { ticketId, version } = target
    this.#to({ stage: 'uploading', kind })
    let refs: AttachmentRef[]
    try {
      refs = (await photos?.upload(gateway)) ?? []
    } catch (error) {
      return this.#to({ stage: 'failed', kind, sentence: sentenceOf(error) })
    }
    this.#to({ stage: 'sending', kind })
    const command = { type: kind, draft: draftWith(refs) }
    if (target.replaces !== undefined) return this.#to(await this.#replace(gateway, target, command))
    const ended = await this.#commands.send(gateway, ticketId, command, version)
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

  /** Into the place of one that waits, unless that one is on its way. */
  async #replace(
    gateway: TicketGateway,
    { ticketId, version, replaces = '' }: Target,
    command: CommandOf<SendKind>,
  ): Promise<Stage> {
    const kind = command.type
    try {
      if (await gateway.outbox?.replace(replaces, command)) {
        const target = { ticketId, version: version + 1 }
        this.#target = target
        const ended = { ...target, pending: true }
        return kind === 'EDIT' ? { stage: 'saved', ...ended } : { stage: 'sent', ...ended, earlier: false }
      }
      const waits = (await itemsOf(gateway, ticketId)).some(({ commandId }) => commandId === replaces)
      if (waits) return { stage: 'failed', kind, sentence: onItsWay }
      // It has arrived, or somebody discarded it: then what stands here is sent by itself.
      this.#target = { ticketId, version }
      return await this.#afterConflict(gateway, ticketId, kind)
    } catch (error) {
      return { stage: 'failed', kind, sentence: sentenceOf(error) }
    }
  }

  /** What waited on this device may have arrived meanwhile, or need somebody. False where it is gone altogether. */
  async look(gateway: TicketGateway): Promise<boolean> {
    const target = this.#target
    if (target?.replaces !== undefined && !this.busy) await this.#lookFor(target, gateway).catch(() => {})
    const { current } = this
    if (current.stage !== 'sent' || !current.pending) return true
    const { ticketId } = current
    const items = await itemsOf(gateway, ticketId).catch(() => undefined)
    if (!items || this.current !== current) return true
    if (items.length > 0) {
      const needsYou = items.some(({ state }) => state === 'needsYou')
      if (needsYou !== (current.needsYou ?? false)) this.#to({ ...current, needsYou })
      return true
    }
    // What arrives is kept here as it is there: without a network, too.
    const ticket = (await gateway.get(ticketId).catch(() => undefined))?.ticket
    if (this.current !== current) return true
    if (!ticket || ticket.status === 'draft') return false
    this.#to({ ...current, ticket, version: ticket.version, pending: false })
    return true
  }

  /** Somebody may have discarded in another tab what is corrected here: what is typed stays. */
  async #lookFor(target: Target, gateway: TicketGateway): Promise<void> {
    const { ticketId, version, replaces } = target
    const items = await itemsOf(gateway, ticketId)
    if (items.some(({ commandId }) => commandId === replaces)) return
    // Another tab has corrected it as well: what is sent here goes into the place of that.
    const other = items.find(({ command: { type } }) => type === 'WHISTLE' || type === 'EDIT')
    if (other && this.#target === target) {
      this.#target = { ...target, replaces: other.commandId }
      return
    }
    const ticket = (await gateway.get(ticketId).catch(() => undefined))?.ticket
    if (this.busy || this.#target !== target) return
    this.#target = { ticketId, version: ticket?.version ?? version }
    if (!ticket || ticket.status === 'draft') this.#to({ stage: 'released' })
    else this.#to({ stage: 'sent', ticketId, ticket, version: ticket.version, earlier: true, pending: false })
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

const onItsWay: Sentence = {
  zh: '正在发送，现在不能改动，请稍后再试',
  en: 'It is being sent and cannot be changed now. Try again in a moment',
}
