/** Says in words what a schema found wrong with a value. */
import type * as z from 'zod/mini'
import type { Sentence } from '../../ticket/primitives.ts'
import { fault, type Fault } from './issues.ts'

/** `value` is what stands there: the text of a cell, or a value of JSON. */
export function schemaFault(issue: z.core.$ZodIssue, value: unknown, allowed: Sentence): Fault {
  if (value === '' || value === undefined || value === null) return fault('empty', { allowed })
  const text = shortText(value)
  switch (issue.code) {
    case 'too_big':
    case 'too_small':
      if (issue.origin !== 'string') return fault('outOfRange', { text, allowed })
      return issue.code === 'too_big'
        ? fault('tooLong', { most: Number(issue.maximum), allowed })
        : fault('empty', { allowed })
    case 'invalid_type':
      return fault('wrongType', { found: typeName(value), allowed })
    case 'invalid_value':
      return fault('notAChoice', { text, allowed })
    case 'custom':
      return fault('unprintable')
    default:
      return fault('malformed', { text, allowed })
  }
}

const typeName = (value: unknown) =>
  Array.isArray(value)
    ? 'array'
    : typeof value === 'number' && !Number.isInteger(value)
      ? `${value}`
      : typeof value

/** No sentence gets longer by what somebody pasted. */
function shortText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
