/** A command that waits, corrected in the dialog that made it: what is typed there stays, also where what it corrects is gone. */
import type { CityData } from '@chuishao/core/lifecycle'
import type { AvailableCommand, Outbox, OutboxItem, TicketGateway, TicketView } from '@chuishao/core/service'
import type { Command, Sentence } from '@chuishao/core/ticket'
import type { CommandController, Sending } from '../internal/gateway/command-controller.ts'
import { sentenceOf } from '../internal/gateway/failure.ts'
import type { WhistleCommandDialog } from '../whistle-ticket-card/command-dialog/command-dialog.ts'

export interface CorrectionOptions {
  gateway: TicketGateway
  outbox: Outbox
  item: OutboxItem
  action: AvailableCommand
  view: TicketView
  city: CityData | undefined
  /** What stands in the form at first. */
  given: Command
  /** On its button, while it waits and where it is gone. */
  sendWord: string
  sendAsNewWord: string
  /** Sends what has no place among what waits any more. */
  sending: CommandController
  say: (sentence: Sentence) => string
  /** It is in the place of the one that waited, or on its way by itself. */
  onDone: () => void
}

/** Fills a dialog with what waits; it sends into the place of that, or, where that is gone, by itself. */
export function beginCorrection(dialog: WhistleCommandDialog, options: CorrectionOptions): void {
  const { gateway, action, view, city, given, sendWord } = options
  const deliver = (command: Command) => send(dialog, command, options)
  Object.assign(dialog, { gateway, action, view, city, given, sendWord, deliver })
}

/** What stands in its place, where another tab has corrected it as well: what is saved here goes there. */
export const corrected = (items: readonly OutboxItem[], { ticketId, command }: OutboxItem) =>
  items.find((it) => it.ticketId === ticketId && it.command.type === command.type)

/** The form stays, and says what sending it means now. */
export async function tellThatItIsGone(
  dialog: WhistleCommandDialog,
  { gateway, item, say, sendAsNewWord }: CorrectionOptions,
): Promise<Sentence> {
  const sentence = (await hasArrived(gateway, item).catch(() => false)) ? sentences.arrived : sentences.gone
  dialog.warning = say(sentence)
  dialog.sendWord = sendAsNewWord
  return sentence
}

async function send(
  dialog: WhistleCommandDialog,
  command: Command,
  options: CorrectionOptions,
): Promise<Sending> {
  const { gateway, outbox, item, sending, onDone } = options
  const { commandId, ticketId, ifVersion } = item
  const { ticket } = options.view
  try {
    if (item.problem?.kind === 'reused') return await sendBeside(command, options)
    if (await outbox.replace(commandId, command)) {
      onDone()
      return { state: 'sent', ticket, version: ifVersion, pending: true }
    }
    const { items } = await outbox.read()
    if (items.some((it) => it.commandId === commandId))
      return { state: 'failed', sentence: sentences.onItsWay }
    const other = corrected(items, item)
    if (other && (await outbox.replace(other.commandId, command))) {
      onDone()
      return { state: 'sent', ticket, version: ifVersion, pending: true }
    }
    if (dialog.warning === undefined)
      return { state: 'failed', sentence: await tellThatItIsGone(dialog, options) }
    const current = (await gateway.get(ticketId))?.ticket ?? ticket
    const ended = await sending.send(gateway, ticketId, command, current.version)
    if (ended.state === 'sent') onDone()
    return ended
  } catch (error) {
    return { state: 'failed', sentence: sentenceOf(error) }
  }
}

/** What was first written has arrived: this is a step of its own, and takes the place of the correction. */
async function sendBeside(
  command: Command,
  { gateway, outbox, item: { commandId, ticketId }, view, sending, onDone }: CorrectionOptions,
): Promise<Sending> {
  const { version } = (await gateway.get(ticketId))?.ticket ?? view.ticket
  const ended = await sending.send(gateway, ticketId, command, version)
  if (ended.state !== 'sent') return ended
  await outbox.discard(commandId)
  onDone()
  return ended
}

/** A step of its kind was taken since: without a history nobody knows whose. */
async function hasArrived(
  gateway: TicketGateway,
  { ticketId, ifVersion, command }: OutboxItem,
): Promise<boolean> {
  const ticket = (await gateway.get(ticketId))?.ticket
  if (!ticket || ticket.version <= ifVersion) return false
  const events = gateway.capabilities.history ? await gateway.history(ticketId) : []
  return events.slice(ifVersion).some((event) => event.command.type === command.type)
}

const sentences = {
  onItsWay: {
    zh: '正在发送，现在不能改动，请稍后再试',
    en: 'It is being sent and cannot be changed now. Try again in a moment',
  },
  gone: {
    zh: '这项内容已不在待发送中，可能在别的页面被丢弃。您写的还在这里，可以作为新的发送。',
    en: 'It does not wait any more: it may have been discarded on another page. What you typed is still here, and can be sent as new.',
  },
  arrived: {
    zh: '这项内容已经送达。您改的还在这里，再发送就是另外一次。',
    en: 'It has arrived meanwhile. What you changed is still here; sending it takes the step once more.',
  },
} satisfies Record<string, Sentence>
