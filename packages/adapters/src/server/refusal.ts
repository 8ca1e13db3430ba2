/** Turns what went wrong into an RFC 9457 answer in the language that was asked for. */
import type { Rejection, Sentence } from '@chuishao/core/ticket'
import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import { problemMediaType, problemType, type Problem } from '../http/problem.ts'
import type { BodyError } from './body-chunks.ts'
import { lingering } from './linger.ts'
import { faceProblems, rejectionStatus, rejectionTitles, type FaceCode } from './problems.ts'

/** A request that was not carried out, before it has a language. */
export interface Refusal {
  status: number
  code: string
  title: Sentence
  message: Sentence
  extras: Partial<Pick<Problem, 'allowed' | 'issues' | 'currentVersion' | 'ticket'>>
  headers: Record<string, string>
}

export interface RefuseOptions extends Partial<Pick<Refusal, 'extras' | 'headers'>> {
  /** What is allowed, where the problem alone does not say it. */
  instead?: Sentence
}

/** A problem of the HTTP face itself. */
export const refuse = (
  code: FaceCode,
  { extras = {}, headers = {}, instead }: RefuseOptions = {},
): Refusal => {
  const { status, message: title } = faceProblems[code]
  const message = instead ? { zh: `${title.zh}${instead.zh}`, en: `${title.en} ${instead.en}` } : title
  return { status, code, title, message, extras, headers }
}

/** A body that was not read to its end: the connection cannot serve another request, and the client is told. */
export const refuseBody = (code: BodyError['code'], limitBytes: number): Refusal =>
  refuse(code, {
    headers: { Connection: 'close' },
    ...(code === 'bodyTooLarge' && { instead: atMost(limitBytes) }),
  })

const atMost = (bytes: number): Sentence => {
  const size = bytes < 2 ** 20 ? `${Math.floor(bytes / 1024)} KB` : `${Math.floor(bytes / 2 ** 20)} MB`
  return { zh: `最多 ${size}。`, en: `Send ${size} at most.` }
}

/** What the lifecycle refused. */
export const refuseCommand = ({ code, message, allowed, issues }: Rejection): Refusal => {
  const status = rejectionStatus(code)
  const extras = { allowed, ...(issues === undefined ? {} : { issues }) }
  return { status, code, title: rejectionTitles[status] ?? message, message, extras, headers: {} }
}

const languages = { zh: 'zh-CN', en: 'en' } as const

/** Chinese unless the client prefers English. */
const languageOf = (c: Context): keyof typeof languages => {
  const preferred = accepts(c, {
    header: 'Accept-Language',
    supports: ['zh', 'en'],
    default: 'zh',
    match: (list, { default: fallback, supports }) =>
      [...list]
        .sort((a, b) => b.q - a.q)
        .map(({ type }) => type.toLowerCase().split('-')[0] ?? '')
        .find((type) => supports.includes(type)) ?? fallback,
  })
  return preferred === 'en' ? 'en' : 'zh'
}

/** Time for a client to read that nothing more is wanted, in milliseconds. */
const lingerMs = 500

/** Where the code of a problem stands, for who observes. */
export const problemKey = 'problem'

export const answerRefusal = (c: Context, refusal: Refusal): Response => {
  c.set(problemKey, refusal.code)
  const language = languageOf(c)
  const problem: Problem = {
    type: problemType(refusal.code),
    title: refusal.title[language],
    status: refusal.status,
    detail: refusal.message[language],
    code: refusal.code,
    message: refusal.message,
    requestId: c.get('requestId'),
    ...refusal.extras,
  }
  const text = JSON.stringify(problem)
  const isLast = refusal.headers['Connection'] === 'close'
  return new Response(isLast ? lingering(text, lingerMs) : text, {
    status: refusal.status,
    headers: {
      ...(isLast && { 'Content-Length': String(new TextEncoder().encode(text).byteLength) }),
      'Content-Type': problemMediaType,
      'Content-Language': languages[language],
      'Cache-Control': 'no-store',
      Vary: 'Accept-Language',
      ...refusal.headers,
    },
  })
}
