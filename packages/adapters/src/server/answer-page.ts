/** Pages over HTTP: the cursor travels in the body and in `Link`, and one that is none is a wrong parameter. */
import type { Page } from '@chuishao/core/service'
import { refuse } from './refusal.ts'
import type { Answer } from './route.ts'
import { answerTagged } from './tagged-answer.ts'

export const answerPage = (request: Request, page: Page<unknown>): Response => {
  const headers: Record<string, string> =
    page.nextCursor === undefined ? {} : { Link: nextLink(request, page.nextCursor) }
  return answerTagged(request, page, { headers })
}

export const withCursor = async (read: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await read()
  } catch (error) {
    if (!isInvalidCursor(error)) throw error
    return refuse('invalidParameter', { extras: { issues: [{ path: ['cursor'], message: notOurs }] } })
  }
}

const notOurs =
  '不是此查询的游标，可用：上一页的 nextCursor，或不带 / not a cursor of this query, allowed: nextCursor of the page before, or none'

/** Relative to the request, so that it holds behind a proxy that moves the API elsewhere. */
const nextLink = (request: Request, cursor: string) => {
  const query = new URL(request.url).searchParams
  query.set('cursor', cursor)
  return `<?${query.toString()}>; rel="next"`
}

const isInvalidCursor = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && error.code === 'invalidCursor'
