/** The photos that a command attaches, wherever in it they stand. */
import type { AttachmentRef } from './attachment.ts'
import type { Command } from './commands.ts'

export const attachmentsOf = (command: Command): AttachmentRef[] =>
  ('draft' in command
    ? command.draft?.attachments
    : 'attachments' in command
      ? command.attachments
      : undefined) ?? []
