/** What may stand at a place of a description, in words: for whoever wrote something else there. */
import { commandTypes, type Sentence } from '@chuishao/core/ticket'
import type * as z from 'zod/mini'
import { bothLanguages } from './both-languages.ts'
import { fieldKinds, isOfTheSystem } from './command-fields.ts'
import {
  assistFields,
  extensionFields,
  historyFields,
  kinds,
  matterFields,
  personFields,
  ticketFields,
  unitFields,
  type FieldTable,
} from './our-fields.ts'

/** How each part begins; a person sees at once what was meant. */
const examples: Record<string, string> = {
  auth: '{ "header": "Authorization", "prefix": "Bearer " }',
  envelope: '{ "code": "code", "message": "msg", "success": [200] }',
  'envelope.success': '[200]',
  whoAmI: '{ "send": "GET /…", "fields": { "personId": …, "name": …, "roles": …, "unitId": … } }',
  city: '{ "id": …, "name": { "zh": …, "en": … }, "units": …, "matters": … }',
  'city.name': '{ "zh": "…", "en": "…" }',
  states: '{ "codes": { "whistled": …, "accepted": …, "closed": … } }',
  ticket: '{ "send": "GET /…/{id}", "record": "data", "fields": { … } }',
  list: '{ "send": "GET /…?page={page}&size={limit}", "rows": …, "total": … }',
  commands: '{ "WHISTLE": { "send": "POST /…", "record": true, "id": … } }',
}

export const fieldTables: [string, FieldTable][] = [
  ['ticket.fields', ticketFields],
  ['ticket.extensions.fields', extensionFields],
  ['ticket.assists.fields', assistFields],
  ['list.fields', ticketFields],
  ['whoAmI.fields', personFields],
  ['city.units.fields', unitFields],
  ['city.matters.fields', matterFields],
  ['history.fields', historyFields],
  ...commandTypes.map((type): [string, FieldTable] => [`history.commands.${type}.fields`, fieldKinds(type)]),
]

/** The names that may stand within a part, where they are ours. */
export function namesWithin(path: string): Sentence {
  const names =
    path === 'commands' || path === 'history.commands'
      ? commandTypes.filter((type) => !isOfTheSystem(type))
      : Object.keys((path === 'values' ? kinds : fieldTables.find(([place]) => place === path)?.[1]) ?? {})
  return names.length > 0
    ? { zh: names.join('、'), en: names.join(', ') }
    : { zh: '删去，或改正名称', en: 'nothing, or another name' }
}

export function allowedAt(path: string, issue: z.core.$ZodIssue, value: unknown): Sentence {
  const example = examples[path]
  if (example !== undefined && issue.code === 'invalid_type') return { zh: example, en: example }
  switch (issue.code) {
    case 'invalid_type': {
      const isLine = typeof value === 'string' && /^[A-Z]+ \//.test(value)
      const request = `{ "send": ${JSON.stringify(value)} }`
      return issue.expected === 'object' && isLine ? { zh: request, en: request } : wordsOf(issue.expected)
    }
    case 'invalid_value':
      return { zh: issue.values.map(String).join('、'), en: issue.values.map(String).join(', ') }
    case 'invalid_format':
      return (
        inBoth(issue.message) ?? {
          zh: `符合 ${issue.pattern ?? issue.format} 的文本`,
          en: `a text like ${issue.pattern ?? issue.format}`,
        }
      )
    case 'too_small':
      return issue.inclusive === false
        ? { zh: `大于 ${issue.minimum}`, en: `more than ${issue.minimum}` }
        : { zh: `至少 ${issue.minimum}`, en: `at least ${issue.minimum}` }
    case 'too_big':
      return { zh: `至多 ${issue.maximum}`, en: `at most ${issue.maximum}` }
    case 'invalid_key':
      return namesWithin(path)
    default:
      return inBoth(issue.message) ?? { zh: issue.message, en: issue.message }
  }
}

/** What shapes there are, where none of them was meant. */
export function shapesAt(path: string, issue: z.core.$ZodIssueInvalidUnion): Sentence {
  const example = examples[path]
  if (example !== undefined) return { zh: example, en: example }
  const expected = issue.errors.flatMap(([it]) => (it?.code === 'invalid_type' ? [it.expected] : []))
  const words = [...new Set(expected)].map(wordsOf)
  return { zh: words.map(({ zh }) => zh).join('，或'), en: words.map(({ en }) => en).join(', or ') }
}

/** Messages of our schemas say both. */
function inBoth(message: string): Sentence | undefined {
  return message.includes(' / ') ? bothLanguages(message) : undefined
}

const wordsOf = (type: string): Sentence => typeWords[type] ?? { zh: type, en: type }

const typeWords: Record<string, Sentence> = {
  string: { zh: '文本', en: 'a text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
  object: { zh: '对象 { … }', en: 'an object { … }' },
  record: { zh: '对象 { … }', en: 'an object { … }' },
  array: { zh: '列表 [ … ]', en: 'a list [ … ]' },
}
