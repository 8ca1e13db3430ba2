/** Losses that a description accepts: each is a field of its command. */
import { valueAt } from '../at-path.ts'
import { fieldsOfCommand, isCommandType } from '../command-fields.ts'
import type { DescriptionFault } from '../description-fault.ts'
import { entriesAt } from './entries-at.ts'

export const lossFaults = (input: unknown): DescriptionFault[] =>
  entriesAt(input, 'commands').flatMap(([type, command]) => {
    const loses = valueAt(command, 'loses')
    if (!isCommandType(type) || !Array.isArray(loses)) return []
    const known = fieldsOfCommand(type)
    return loses.flatMap((name, index): DescriptionFault[] =>
      known.includes(name)
        ? []
        : [
            {
              path: `commands.${type}.loses.${index}`,
              code: 'unknownValue',
              message: { zh: `${type} 没有 ${name}`, en: `${type} has no ${name}` },
              allowed: { zh: known.join('、') || '删去', en: known.join(', ') || 'nothing' },
            },
          ],
    )
  })
