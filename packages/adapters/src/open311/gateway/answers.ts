/**
 * The answers to what a service asks (its attributes). The form has one field for words, so an answer is a line in it:
 * `杆号：12`. A host page with fields of its own gives the answers itself.
 */
import type { Draft } from '@chuishao/core/ticket'
import type { ServiceAttribute } from '../protocol/records.ts'

/** By the attribute's code; several for a `multivaluelist`. */
export type Answers = Record<string, string | readonly string[]>

/** Finds the answers of a draft; undefined where the lines of its description are to be looked at. */
export type FindAnswers = (draft: Draft, attributes: readonly ServiceAttribute[]) => Answers | undefined

export interface AnswersRead {
  answers: Answers
  /** Required, and not answered in a way that fits. */
  missing: ServiceAttribute[]
}

export function readAnswers(
  draft: Draft,
  attributes: readonly ServiceAttribute[],
  find: FindAnswers = () => undefined,
): AnswersRead {
  const asked = attributes.filter(({ variable }) => variable)
  const given = find(draft, asked) ?? linesOf(draft.description ?? '', asked)
  const answers: Answers = {}
  for (const attribute of asked) {
    const answer = given[attribute.code]
    const fitting = answer === undefined ? undefined : fittingAnswer(attribute, answer)
    if (fitting !== undefined && fitting.length > 0) answers[attribute.code] = fitting
  }
  return { answers, missing: asked.filter(({ code, required }) => required && answers[code] === undefined) }
}

/** Lines that begin with an attribute's question or code and a colon. */
function linesOf(description: string, asked: readonly ServiceAttribute[]): Answers {
  const answers: Answers = {}
  for (const line of description.split('\n')) {
    for (const { code, description: question } of asked) {
      const start = [question, code].find((it) => it !== undefined && startsWith(line, it))
      const answer =
        start === undefined
          ? ''
          : line
              .trim()
              .slice(start.length)
              .replace(/^\s*[:：]\s*/, '')
              .trim()
      if (answer !== '') answers[code] = answer
    }
  }
  return answers
}

const startsWith = (line: string, start: string) =>
  line.trim().startsWith(start) && /^\s*[:：]/.test(line.trim().slice(start.length))

/** As the server wants it: keys for names of choices, a moment as one; undefined where it does not fit. */
function fittingAnswer(
  { datatype, values }: ServiceAttribute,
  answer: string | readonly string[],
): string | readonly string[] | undefined {
  const texts = typeof answer === 'string' ? [answer] : answer
  const [first] = texts
  if (first === undefined) return undefined
  const keyOf = (text: string) => values.find(({ key, name }) => key === text || name === text)?.key
  switch (datatype) {
    case 'multivaluelist': {
      const parts = typeof answer === 'string' ? answer.split(/[,，、;；]/) : texts
      const keys = parts.map((part) => keyOf(part.trim()))
      return keys.every((key) => key !== undefined) ? keys : undefined
    }
    case 'singlevaluelist':
      return keyOf(first)
    case 'number':
      return Number.isFinite(Number(first)) ? first : undefined
    case 'datetime':
      return Number.isNaN(Date.parse(first)) ? undefined : new Date(first).toISOString()
    default:
      return first
  }
}
