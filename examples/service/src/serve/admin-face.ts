/** What the admin port answers: liveness, readiness, metrics. Nothing about anybody. */
import type { Fetch } from '@chuishao/adapters/node-server'
import type { TicketMetrics } from '@chuishao/adapters/metrics'
import type { Parts } from '../parts/open-parts.ts'
import { readiness } from './readiness.ts'

export interface AdminFaceOptions {
  metrics: TicketMetrics
  /** What is open; undefined while starting and while draining. */
  parts: () => Parts | undefined
}

export const adminFace =
  ({ metrics, parts }: AdminFaceOptions): Fetch =>
  async (request) => {
    switch (new URL(request.url).pathname) {
      case '/livez':
        return Response.json({ status: 'ok' }, { headers })
      case '/readyz': {
        const { ready, checks } = await readiness(parts())
        return Response.json({ ready, checks }, { status: ready ? 200 : 503, headers })
      }
      case '/metrics':
        return new Response(await metrics.text(), {
          headers: { ...headers, 'Content-Type': metrics.contentType },
        })
      default:
        return Response.json({ paths: ['/livez', '/readyz', '/metrics'] }, { status: 404, headers })
    }
  }

const headers = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' }
