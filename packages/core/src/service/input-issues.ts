/** Where an input is wrong, and what may stand there instead: in words of ours, `zh / en`, for every complaint of a schema. */
import type * as z from 'zod/mini'
import type { Rejection } from '../ticket/index.ts'
import { uuidPattern } from '../ticket/primitives.ts'
import { invalidInput } from './invalid-input.ts'

type Issue = NonNullable<Rejection['issues']>[number]

export interface InputIssuesOptions {
  /** Where the input stands in what was sent. */
  path?: (string | number)[]
  /** Names that may be there, for those that may not. */
  names?: readonly string[]
}

export function inputIssues(
  { issues }: Pick<z.core.$ZodError, 'issues'>,
  { path = [], names }: InputIssuesOptions = {},
): Issue[] {
  return issues.flatMap((issue): Issue[] => {
    const at = [...path, ...issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key))]
    if (issue.code !== 'unrecognized_keys') return [{ path: at, message: wordsFor(issue) }]
    return issue.keys.map((key) => ({ path: [...at, key], message: unknownName(names) }))
  })
}

/** As `invalidInput`, in whole words: for a service, where size does not matter. */
export const invalidInputInWords = (error: z.core.$ZodError, path: (string | number)[] = []): Rejection => ({
  ...invalidInput(error, path),
  issues: inputIssues(error, { path }),
})

const unknownName = (names: readonly string[] = []) =>
  names.length === 0
    ? '没有这一项 / there is no such name'
    : `没有这一项，可用：${names.join('、')} / there is no such name, allowed: ${names.join(', ')}`

function wordsFor(issue: z.core.$ZodIssue): string {
  // A check's own word.
  if (issue.message.includes(' / ')) return issue.message
  switch (issue.code) {
    case 'invalid_value': {
      const values = issue.values.map(String)
      return `可用：${values.join('、')} / one of ${values.join(', ')}`
    }
    case 'invalid_type': {
      const [zh, en] = kinds[issue.expected] ?? [issue.expected, issue.expected]
      return `应为${zh} / must be ${en}`
    }
    case 'too_big':
      return bound(issue.origin, Number(issue.maximum), ['至多', 'at most'])
    case 'too_small':
      return bound(issue.origin, Number(issue.minimum), ['至少', 'at least'])
    case 'invalid_format':
      if (issue.pattern === String(uuidPattern)) return '应为 UUID / must be a UUID'
      return `格式不对，应为 ${issue.pattern ?? issue.format} / not in the form ${issue.pattern ?? issue.format}`
    case 'invalid_union':
      return '不是可用的任何一种 / none of what it may be'
    default:
      return '不符合要求 / not valid'
  }
}

const kinds: Partial<Record<string, [zh: string, en: string]>> = {
  string: ['文字', 'a text'],
  number: ['数字', 'a number'],
  int: ['整数', 'a whole number'],
  boolean: ['是或否', 'true or false'],
  array: ['列表', 'a list'],
  object: ['对象', 'an object'],
  record: ['对象', 'an object'],
}

function bound(origin: string, limit: number, [zh, en]: [string, string]): string {
  if (origin === 'string') return `${zh} ${limit} 个字符 / ${en} ${limit} characters`
  if (origin === 'array' || origin === 'set') return `${zh} ${limit} 项 / ${en} ${limit} of them`
  return `${zh} ${limit} / ${en} ${limit}`
}
