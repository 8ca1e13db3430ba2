/** Names below `city.policy` that nobody reads: a misspelt rule would not hold, and nobody would see it. */
import { Policy } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { isObject } from '../at-path.ts'
import type { DescriptionFault } from '../description-fault.ts'
import { entriesAt } from './entries-at.ts'

export const policyNames = (input: unknown): DescriptionFault[] =>
  entriesAt(input, 'city.policy').flatMap(([name, part]) => {
    const parsed = z.safeParse(z.partial(Policy), { [name]: part })
    return parsed.success ? dropped({ [name]: part }, parsed.data, 'city.policy') : []
  })

function dropped(given: unknown, read: unknown, path: string): DescriptionFault[] {
  if (typeof given !== 'object' || given === null || typeof read !== 'object' || read === null) return []
  const kept = new Map<string, unknown>(Object.entries(read))
  const names = Object.keys(path === 'city.policy' ? Policy.shape : read).join(', ')
  return Object.entries(given).flatMap(([name, value]) => {
    const at = `${path}.${name}`
    if (kept.has(name) || value === undefined) return dropped(value, kept.get(name), at)
    return [
      {
        path: at,
        code: 'unknownKey' as const,
        message: { zh: `不认识的项 ${at}`, en: `${at} is unknown` },
        allowed: isObject(read) ? { zh: names, en: names } : { zh: '删去', en: 'nothing' },
      },
    ]
  })
}
