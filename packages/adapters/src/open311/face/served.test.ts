// The face beside the service's own API: the same limits, headers and log, and refusals in the standard's form.
import { expect, it } from 'vitest'
import { createTicketHandler } from '../../server/create-ticket-handler.ts'
import type { Answered } from '../../server/observe.ts'
import { sampleService, sampleSession } from '../../server/testing/sample-service.ts'
import { sampleFace } from '../testing/sample-face.ts'
import { jsonOfXml } from '../testing/standard.ts'
import { open311Path, refuseOpen311 } from './open311-face.ts'

it('is limited, seen and open to the pages of the city as the API is', async () => {
  const { service, store } = sampleService()
  const seen: Answered[] = []
  const handler = createTicketHandler({
    service,
    authenticate: async () => ({ ok: true, session: sampleSession('gridWorker') }),
    checkStore: async () => {},
    corsOrigins: ['https://12345.example.cn'],
    rateLimits: { perAddress: { requests: 3, seconds: 60 }, now: () => 0 },
    otherFaces: [{ path: open311Path, fetch: sampleFace().face, refuse: refuseOpen311 }],
    observe: async (_request, answer) => {
      const answered = await answer()
      seen.push(answered)
      return answered
    },
  })
  const ask = (path: string) =>
    handler(new Request(`http://city.test${path}`, { headers: { Origin: 'https://12345.example.cn' } }))
  const answer = await ask('/open311/v2/services.json?api_key=secret')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('https://12345.example.cn')
  expect(answer.headers.get('X-Frame-Options')).toBe('DENY')
  expect((await ask('/open311/v2/requests/none.json')).status).toBe(404)
  expect((await ask('/api/v1/me')).status).toBe(200)
  const tooOften = await ask('/open311/v2/services.xml')
  expect(tooOften.status).toBe(429)
  expect(tooOften.headers.get('Retry-After')).toBe('20')
  expect(jsonOfXml(await tooOften.text())).toMatchObject([{ code: 429 }])
  expect(seen.map(({ route, status }) => [route, status])).toEqual([
    ['/open311/v2/*', 200],
    ['/open311/v2/*', 404],
    ['/api/v1/me', 200],
    ['/open311/v2/*', 429],
  ])
  await store.close()
})
