/** What only a demo has: everybody's identity for the asking, and the city's figures without signing in. */
import { readBody } from '@chuishao/adapters/server'
import type { TicketService } from '@chuishao/core/service'
import { Code } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import type { DemoTokens } from './demo-tokens.ts'
import { identities, identity } from './identities.ts'
import { regions } from './regions.ts'

export interface DemoRoutesOptions {
  tokens: DemoTokens
  service: TicketService
  tenantId: string
  now: () => Date
}

const TokenRequest = z.object({ identity: Code })
const maxBodyBytes = 1024

const notice = {
  zh: '演示签发器：任何人都可以取得任何演示身份。请勿用于真实系统。',
  en: 'Demo issuer: anybody can become any demo identity. Not for a real system.',
}

/** Undefined where the path is not one of these. */
export function demoRoutes({ tokens, service, tenantId, now }: DemoRoutesOptions) {
  const visitor = { personId: 'demo-visitor', name: '访客', roles: ['analyst' as const], unitId: 'dispatch' }

  const routes: Record<string, (request: Request) => Promise<Response>> = {
    'GET /demo/identities': async () => json({ notice, identities }),
    'GET /demo/figures': async () =>
      json({ notice, regions, figures: await service.figures({ tenantId, actor: visitor }) }),
    'POST /demo/token': async (request) => {
      if (!isSameOrigin(request))
        return problem(403, 'foreignOrigin', 'Only this portal’s own pages may ask for a token.')
      const body = await readBody(request, maxBodyBytes)
      if (!body.ok) return problem(413, 'bodyTooLarge', 'The body is too large.')
      const asked = TokenRequest.safeParse(readJson(body.bytes))
      if (!asked.success) return problem(422, 'invalidInput', 'Send {"identity": "…"} as JSON.')
      const known = identity(asked.data.identity)
      if (!known) return problem(404, 'unknownIdentity', 'There is no such demo identity.')
      return json({ notice, ...(await tokens.sign(known, now())) })
    },
  }

  return async (request: Request): Promise<Response | undefined> => {
    const { pathname } = new URL(request.url)
    const route = routes[`${request.method} ${pathname}`]
    if (route) return route(request)
    const allowed = ['GET', 'POST'].filter((method) => `${method} ${pathname}` in routes)
    if (allowed.length === 0) return undefined
    const refused = problem(405, 'methodNotAllowed', 'The resource does not support this method.')
    refused.headers.set('Allow', allowed.join(', '))
    return refused
  }
}

/** Browsers send Origin with a POST; a page elsewhere must not fetch identities from a visitor's machine. */
function isSameOrigin(request: Request): boolean {
  const origin = request.headers.get('Origin')
  return origin === null || origin === new URL(request.url).origin
}

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}

const json = (body: unknown) => Response.json(body, { headers: { 'Cache-Control': 'no-store' } })

const problem = (status: number, code: string, detail: string) =>
  Response.json(
    { type: `urn:chuishao:problem:${code}`, code, title: detail, status },
    { status, headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' } },
  )
