/** Reads a rating that came from outside: a property, or JSON in an attribute or from the browser's form restoration. */
import type { Rating } from '@chuishao/core/ticket'

/** Answers in the making: a rating is complete when level and solved are both chosen. */
export interface Answers {
  level?: number
  solved?: boolean
  tags: string[]
  comment: string
}

export const noAnswers: Answers = { tags: [], comment: '' }

/** The rating, once it is complete. */
export function ratingOf({ level, solved, tags, comment }: Answers): Rating | undefined {
  if (level === undefined || solved === undefined) return undefined
  const words = comment.trim()
  return { level, solved, tags, ...(words && { comment: words }) }
}

/** Answers in the same shape, complete or not; undefined where it is anything else. */
export function answersFrom(input: unknown): Answers | undefined {
  const value = typeof input === 'string' ? parsed(input) : input
  if (typeof value !== 'object' || value === null) return undefined
  const { level, solved, tags = [], comment = '' } = value as Record<string, unknown>
  if (level !== undefined && !isLevel(level)) return undefined
  if (solved !== undefined && typeof solved !== 'boolean') return undefined
  if (!Array.isArray(tags) || !tags.every((tag): tag is string => typeof tag === 'string')) return undefined
  if (typeof comment !== 'string') return undefined
  return { ...(level !== undefined && { level }), ...(solved !== undefined && { solved }), tags, comment }
}

const isLevel = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 5

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown
  } catch {
    return undefined
  }
}
