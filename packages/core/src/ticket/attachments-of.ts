/** The photos that a command attaches, wherever in it they stand. */
import type { AttachmentRef } from './attachment.ts'
import type { Command } from './commands.ts'

// A declaration, which is there from the beginning of a page's one file: elements load late what uses it (evanw/esbuild#3357).
export function attachmentsOf(command: Command): AttachmentRef[] {
  if ('draft' in command) return command.draft?.attachments ?? []
  return ('attachments' in command ? command.attachments : undefined) ?? []
}

/** The command with each photo that it attaches as `change` makes it. */
export function withAttachments(command: Command, change: (ref: AttachmentRef) => AttachmentRef): Command {
  const attachments = attachmentsOf(command).map(change)
  if ('draft' in command && command.draft) return { ...command, draft: { ...command.draft, attachments } }
  return 'attachments' in command ? { ...command, attachments } : command
}
