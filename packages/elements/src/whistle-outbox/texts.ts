/** What somebody wrote themselves. */
import type { Command } from '@chuishao/core/ticket'
import { freeTexts } from '../whistle-ticket-card/parts/told-command.ts'

/** The texts that somebody typed. */
export function textsOf(command: Command): string[] {
  const { description } = 'draft' in command && command.draft ? command.draft : {}
  const typed = Object.entries(command).flatMap(([name, value]) => (freeTexts.has(name) ? [value] : []))
  return [description, ...typed].filter((text): text is string => typeof text === 'string' && text !== '')
}
