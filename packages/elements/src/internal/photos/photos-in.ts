/**
 * The photos that a command attaches, wherever in it they stand: as the core's `attachmentsOf`, whose module would bring all
 * schemas into the script for pages without a build, because parts of that are loaded late.
 */
import type { AttachmentRef, Command } from '@chuishao/core/ticket'

export const photosIn = (command: Command): AttachmentRef[] =>
  ('draft' in command
    ? command.draft?.attachments
    : 'attachments' in command
      ? command.attachments
      : undefined) ?? []
