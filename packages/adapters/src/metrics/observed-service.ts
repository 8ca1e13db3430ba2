/** The same service, telling which commands were carried out or refused, and how many feeds are open. */
import type { TicketService } from '@chuishao/core/service'
import { commandTypes } from '@chuishao/core/ticket'

export interface CommandSeen {
  /** Type of the command; `unknown` for anything that is none. */
  command: string
  /** `done`, `replayed`, the code of the rejection, or `conflict`. */
  outcome: string
}

export interface ServiceHooks {
  onCommand: (seen: CommandSeen) => void
  /** 1 when a feed opens, -1 when it ends. */
  onFeed: (change: 1 | -1) => void
  /** Size of a photo that was stored. */
  onPhoto: (bytes: number) => void
}

export const observedService = (
  service: TicketService,
  { onCommand, onFeed, onPhoto }: ServiceHooks,
): TicketService => ({
  ...service,
  async execute(session, ticketId, command, options) {
    const type = typeOf(command)
    try {
      const outcome = await service.execute(session, ticketId, command, options)
      onCommand({ command: type, outcome: wordFor(outcome) })
      return outcome
    } catch (error) {
      onCommand({ command: type, outcome: 'error' })
      throw error
    }
  },
  async upload(...asked) {
    const ref = await service.upload(...asked)
    onPhoto(ref.bytes)
    return ref
  },
  async *feed(session, options) {
    onFeed(1)
    try {
      yield* service.feed(session, options)
    } finally {
      onFeed(-1)
    }
  },
})

const known: ReadonlySet<unknown> = new Set(commandTypes)

const typeOf = (command: unknown): string =>
  typeof command === 'object' && command !== null && 'type' in command && known.has(command.type)
    ? String(command.type)
    : 'unknown'

function wordFor(outcome: Awaited<ReturnType<TicketService['execute']>>): string {
  if (outcome.ok) return outcome.replayed ? 'replayed' : 'done'
  return 'rejection' in outcome ? outcome.rejection.code : 'conflict'
}
