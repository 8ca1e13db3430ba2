/** Turns a schema's complaints into a rejection that names every wrong field, and what may stand there. */
import type * as z from 'zod/mini'
import { reasons } from '../lifecycle/reasons.ts'
import type { Rejection } from '../ticket/index.ts'
import { inputIssues } from './input-issues.ts'

export const invalidInput = (
  error: z.core.$ZodError | undefined,
  path: (string | number)[] = [],
): Rejection => ({
  code: 'invalidInput',
  message: reasons.invalidInput,
  allowed: [],
  issues: error ? inputIssues(error, { path }) : [{ path, message: '不符合要求 / not valid' }],
})
