import { createHash } from 'node:crypto'
import { afterEach, expect, it } from 'vitest'
import { openApiDocument } from './openapi.ts'
import { routes } from './routes/routes.ts'
import { sampleServer } from './testing/sample-server.ts'

const server = sampleServer()
afterEach(() => server.dispose())

it('the reference page tells every route, loads nothing, and leads nowhere wrong', async () => {
  const response = await server.handler(new Request('http://portal.test/api/v1/reference'))
  const page = await response.text()
  expect([response.status, response.headers.get('Content-Type')]).toEqual([200, 'text/html; charset=utf-8'])
  for (const { method, path } of Object.values(routes)) expect(page).toContain(`${method} ${path}</h2>`)
  for (const name of Object.keys(openApiDocument().components.schemas))
    expect(page).toContain(`<h2 id="${name}"`)

  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const [, id] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(id)

  expect(page).not.toMatch(/<script|<link|<img|<iframe|src=|url\(|style="| on\w+="/)
  const style = /<style>([^<]+)<\/style>/.exec(page)?.[1] ?? ''
  const policy = response.headers.get('Content-Security-Policy') ?? ''
  expect(policy).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`)
  expect(policy).toMatch(/^default-src 'none'; .*frame-ancestors 'none'$/)
})
