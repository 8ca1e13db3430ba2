/** Steps of a history: what they take of the ticket lies there and is of their kind, and some row can become each of them. */
import { isObject, valueAt } from '../at-path.ts'
import { isCommandType, kindOfName } from '../command-fields.ts'
import type { DescriptionFault } from '../description-fault.ts'
import { isTicketField, ticketFields } from '../our-fields.ts'
import { entriesAt } from './entries-at.ts'

export const historyFaults = (input: unknown): DescriptionFault[] =>
  entriesAt(input, 'history.commands').flatMap(([type, command]) =>
    isCommandType(type) && isObject(command)
      ? [...unreached(input, type, command), ...takenOfTicket(input, type, command)]
      : [],
  )

function unreached(input: unknown, type: string, command: object): DescriptionFault[] {
  if ('only' in command) return []
  const field = valueAt(input, 'history.fields.command')
  const table = valueAt(field, 'as.codes') ?? valueAt(input, 'values.command.codes')
  if (field !== undefined && (!isObject(table) || type in table)) return []
  return [
    {
      path: `history.commands.${type}`,
      code: 'missing',
      message: { zh: `没有一行会成为 ${type}`, en: `no row becomes ${type}` },
      allowed: {
        zh: `"only": { 路径: 值 }，或 history.fields.command 的代码表中的 ${type}`,
        en: `"only": { path: value }, or ${type} in the table of codes of history.fields.command`,
      },
    },
  ]
}

function takenOfTicket(input: unknown, type: string, command: object): DescriptionFault[] {
  return entriesAt(command, 'fields').flatMap(([name, field]): DescriptionFault[] => {
    const taken = isObject(field) ? field['ofTicket'] : undefined
    if (typeof taken !== 'string') return []
    const path = `history.commands.${type}.fields.${name}`
    const kind = kindOfName(name)
    const alike = Object.entries(ticketFields).flatMap(([it, of]) => (of === kind ? [it] : []))
    if (!isTicketField(taken) || !alike.includes(taken))
      return [
        {
          path,
          code: 'unknownValue',
          message: { zh: `${taken} 不是 ${name} 那一类的值`, en: `${taken} is not of the kind of ${name}` },
          allowed: {
            zh: alike.join('、') || '这一行中的路径',
            en: alike.join(', ') || 'a path in the row',
          },
        },
      ]
    if (valueAt(input, `ticket.fields.${taken}`) !== undefined) return []
    return [
      {
        path: `ticket.fields.${taken}`,
        code: 'fieldNeeded',
        message: {
          zh: `缺少字段 ${taken}：${path} 取自它`,
          en: `the field ${taken} is not described: ${path} takes it`,
        },
        allowed: { zh: '路径', en: 'a path' },
      },
    ]
  })
}
