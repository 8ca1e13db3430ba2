import { expect, it } from 'vitest'
import { Problem, problemMediaType } from '../http/problem.ts'
import { openApiDocument } from './openapi.ts'
import { unavailableHandler } from './unavailable-handler.ts'

const ask = (path: string, init?: RequestInit) =>
  unavailableHandler({ retryAfterSeconds: 3 })(new Request(`http://portal.test${path}`, init))

it('answers whatever is asked with the documented problem, and when to come again', async () => {
  for (const [path, method] of [
    ['/healthz', 'GET'],
    ['/api/v1/tickets', 'GET'],
    ['/api/v1/attachments', 'POST'],
  ] as const) {
    const response = await ask(path, { method, headers: { 'Accept-Language': 'en' } })
    expect(response.status).toBe(503)
    expect(response.headers.get('Content-Type')).toBe(problemMediaType)
    expect(response.headers.get('Retry-After')).toBe('3')
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
    const problem = Problem.parse(await response.json())
    expect(problem).toMatchObject({
      code: 'storeUnavailable',
      requestId: response.headers.get('X-Request-Id'),
    })
    expect(JSON.stringify(openApiDocument().paths[path])).toContain('`storeUnavailable`')
  }
  expect(await (await ask('/healthz', { method: 'HEAD' })).text()).toBe('')
})
