/** Turns a schema's complaints into a rejection that names every wrong field. Small: gateways in pages have it, too. */
import type * as z from 'zod/mini'
import { reasons } from '../lifecycle/reasons.ts'
import type { Rejection } from '../ticket/index.ts'

export function invalidInput(error: z.core.$ZodError | undefined, path: (string | number)[] = []): Rejection {
  const found = error?.issues.map((issue) => ({
    path: [...path, ...issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key))],
    message: notValid,
  }))
  return {
    code: 'invalidInput',
    message: reasons.invalidInput,
    allowed: [],
    issues: found ?? [{ path, message: notValid }],
  }
}

const notValid = '不符合要求 / not valid'
