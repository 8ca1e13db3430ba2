/** What was typed and photographed for a step that is not possible any more, into one that is. */
import { attachmentsOf } from '@chuishao/core/ticket/attachments-of'
import type { AvailableCommand } from '@chuishao/core/service'
import type { Command, CommandType } from '@chuishao/core/ticket'
import { textsOf } from './texts.ts'

/** Nobody puts what they wrote about a ticket into these. */
const others: readonly CommandType[] = ['WHISTLE', 'EDIT', 'EVALUATE', 'DISCARD', 'WITHDRAW', 'MERGE']

/** The steps that are possible now and can take it. */
export function takers(
  command: Command,
  actions: readonly AvailableCommand[],
  understood: readonly CommandType[] | undefined,
): AvailableCommand[] {
  const hasText = textsOf(command).length > 0
  const hasPhotos = attachmentsOf(command).length > 0
  return actions.filter(
    ({ type, enabled, fields }) =>
      enabled &&
      (type !== command.type || type === 'COMMENT') &&
      !others.includes(type) &&
      (understood?.includes(type) ?? true) &&
      fields.some(({ widget }) => (hasText && widget === 'longText') || (hasPhotos && widget === 'photos')),
  )
}

/** A command of another type, with what was typed where it fits; what it lacks is asked for in its form. */
export function takenOver(command: Command, { type, fields }: AvailableCommand): Command {
  const had = new Map<string, unknown>(Object.entries(command))
  const same = fields.flatMap(({ name }): [string, unknown][] =>
    had.has(name) ? [[name, had.get(name)]] : [],
  )
  const answers = new Map(same)
  const longText = fields.find(({ widget }) => widget === 'longText')
  const used = new Set(answers.values())
  const rest = textsOf(command).filter((text) => !used.has(text))
  if (longText && rest.length > 0)
    answers.set(longText.name, [answers.get(longText.name), ...rest].filter(Boolean).join('\n'))
  const attachments = attachmentsOf(command)
  if (attachments.length > 0 && fields.some(({ widget }) => widget === 'photos'))
    answers.set('attachments', attachments)
  // What is missing is asked for before anything of it is sent.
  return { type, ...Object.fromEntries(answers) } as Command
}
