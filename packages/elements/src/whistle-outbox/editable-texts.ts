/** What of a command can be corrected where it waits: its texts. The rest is a matter of the form or of the card. */
import type { Command } from '@chuishao/core/ticket'

export const textNames = [
  'description',
  'address',
  'text',
  'reason',
  'explanation',
  'task',
  'plan',
  'note',
  'message',
  'instruction',
  'comment',
] as const
export type TextName = (typeof textNames)[number]

/** The texts that a command has, by name. */
export function textsOf(command: Command): Partial<Record<TextName, string>> {
  const { description, location } = ('draft' in command ? command.draft : undefined) ?? {}
  const all: Record<string, unknown> = { ...command, description, address: location?.address }
  const texts: Partial<Record<TextName, string>> = {}
  for (const name of textNames) {
    const text = all[name]
    if (typeof text === 'string') texts[name] = text
  }
  return texts
}

/** The same command with other texts; those that it does not have are left out. */
export function withTexts(command: Command, texts: Partial<Record<TextName, string>>): Command {
  const { description, address, ...own } = texts
  const known = Object.fromEntries(Object.entries(own).filter(([name]) => name in command))
  if (!('draft' in command) || !command.draft) return { ...command, ...known }
  const { location } = command.draft
  const draft = {
    ...command.draft,
    ...(description !== undefined && { description }),
    ...(location && address !== undefined && { location: { ...location, address } }),
  }
  return { ...command, draft }
}
