/** Keeps free text out of places that are hashed and shown to everybody: tags, and the names of photo files. */
import type { AttachmentRef, Command, Policy } from '../ticket/index.ts'

/** Where in the command a tag is that the city's list does not have; undefined where all are on it. */
export function unknownTag(command: Command, { evaluation }: Policy): (string | number)[] | undefined {
  if (command.type !== 'EVALUATE') return undefined
  const index = command.tags.findIndex((tag) => !evaluation.tags.some(({ code }) => code === tag))
  return index < 0 ? undefined : ['tags', index]
}

/** A file's name may be a person's: only what the photo is counts. */
export function withoutFileNames(command: Command): Command {
  if ('draft' in command && command.draft?.attachments)
    return { ...command, draft: { ...command.draft, attachments: nameless(command.draft.attachments) } }
  if ('attachments' in command && command.attachments)
    return { ...command, attachments: nameless(command.attachments) }
  return command
}

const nameless = (attachments: readonly AttachmentRef[]): AttachmentRef[] =>
  attachments.map(({ name: _, ...photo }) => photo)
