/** The photos that a command attaches, wherever in it they stand. */
import type { AttachmentRef } from './attachment.ts'
import type { Command } from './commands.ts'

export const attachmentsOf = (command: Command): AttachmentRef[] =>
  ('draft' in command
    ? command.draft?.attachments
    : 'attachments' in command
      ? command.attachments
      : undefined) ?? []

/** The command with each photo that it attaches as `change` makes it. */
export function withAttachments(command: Command, change: (ref: AttachmentRef) => AttachmentRef): Command {
  const attachments = attachmentsOf(command).map(change)
  if ('draft' in command && command.draft) return { ...command, draft: { ...command.draft, attachments } }
  return 'attachments' in command ? { ...command, attachments } : command
}
