/** The words in which the demo's cases are written: who did what, how long after the case began. */
import type { Command, Draft } from '@chuishao/core/ticket'
import type { Scene } from './pictures.ts'

/** Lengths like `40m`, `3h`, `2d 5h`. */
export type Span = string

/** A person by the identity's id, or whoever works for the ticket's community, its lead or a unit. */
export type Who = string | { for: 'community' | 'lead' } | { unit: string }

/** Commands as a script writes them: a merge names a case, and a suspension a length, for neither has an id or a date yet. */
export type SeedCommand =
  | Exclude<Command, { type: 'MERGE' | 'SUSPEND' }>
  | { type: 'MERGE'; intoCase: string; reason?: string }
  | { type: 'SUSPEND'; plan: string; reviewAfter: Span }

export interface SeedStep {
  after: Span
  who: Who
  command: SeedCommand
  /** Photos that go with the command. */
  photos?: Scene[]
}

export interface SeedCase {
  id: string
  /** How long before the start of the portal the case began. */
  ago: Span
  steps: SeedStep[]
}

export const step = (after: Span, who: Who, command: SeedCommand, ...photos: Scene[]): SeedStep => ({
  after,
  who,
  command,
  ...(photos.length > 0 && { photos }),
})

/** The first step of a case. */
export const whistle = (who: Who, draft: Draft, ...photos: Scene[]) =>
  step('0m', who, { type: 'WHISTLE', draft }, ...photos)

export const accept = (after: Span, who: Who) => step(after, who, { type: 'ACCEPT' })

export const progress = (after: Span, who: Who, text: string, ...photos: Scene[]) =>
  step(after, who, { type: 'REPORT_PROGRESS', text }, ...photos)

/** Progress of a lead who has spoken with the resident concerned. */
export const spoke = (after: Span, who: Who, text: string) =>
  step(after, who, { type: 'REPORT_PROGRESS', text, contacted: true })

export const result = (after: Span, who: Who, text: string, ...photos: Scene[]) =>
  step(after, who, { type: 'SUBMIT_RESULT', outcome: 'resolved', text }, ...photos)

export const confirm = (after: Span, who: Who) => step(after, who, { type: 'CONFIRM_RESULT' })

export const rate = (after: Span, who: Who, level: number, tags: string[], comment?: string, solved = true) =>
  step(after, who, {
    type: 'EVALUATE',
    level,
    solved,
    tags,
    ...(comment !== undefined && { comment }),
  })

const unitMs: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Milliseconds of a span. */
export function spanMs(span: Span): number {
  return span.split(' ').reduce((sum, part) => {
    const [, amount, unit] = /^(\d+)([mhd])$/.exec(part) ?? []
    const ms = unit === undefined ? undefined : unitMs[unit]
    if (amount === undefined || ms === undefined) throw new Error(`"${span}" is not a span of time`)
    return sum + Number(amount) * ms
  }, 0)
}
