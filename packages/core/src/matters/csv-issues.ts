/** Says in words, cell by cell, what a schema found wrong with a row. */
import type * as z from 'zod/mini'
import type { Sentence } from '../ticket/primitives.ts'
import type { CsvError } from './csv-table.ts'

/** One error per column, and none for a column that has been told of already. */
export function cellErrors<C extends string>(
  issues: z.core.$ZodIssue[],
  row: number,
  columns: Record<C, unknown>,
  cell: (column: C) => string,
  told: CsvError[],
): CsvError[] {
  const errors: CsvError[] = []
  for (const column in columns) {
    const issue = issues.find(({ path }) => path[0] === column)
    if (!issue || told.some((error) => error.column === column)) continue
    errors.push({ row, column, message: issueSentence(issue, cell(column)) })
  }
  return errors
}

function issueSentence(issue: z.core.$ZodIssue, text: string): Sentence {
  if (text === '') return { zh: '不能为空', en: 'must not be empty' }
  if (issue.code === 'too_big')
    return { zh: `超过上限 ${issue.maximum}`, en: `is more than ${issue.maximum}` }
  if (issue.code === 'too_small') {
    return issue.inclusive === false
      ? { zh: `应大于 ${issue.minimum}`, en: `must be more than ${issue.minimum}` }
      : { zh: `低于下限 ${issue.minimum}`, en: `is less than ${issue.minimum}` }
  }
  return { zh: `“${text}”格式不对`, en: `"${text}" is malformed` }
}
