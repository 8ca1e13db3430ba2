/** What the admin port answers: liveness, readiness, metrics. Nothing about anybody. */
import type { Fetch } from '@chuishao/adapters/node-server'
import type { TicketMetrics } from '@chuishao/adapters/metrics'
import { readiness, type ReadyParts } from './readiness.ts'

export interface AdminFaceOptions {
  metrics: TicketMetrics
  /** What is open; undefined while starting and while draining. */
  parts: () => ReadyParts | undefined
  /** Whether there is room for photos; absent where they are on no disk of this machine. */
  hasRoom?: () => Promise<boolean>
}

export const adminFace =
  ({ metrics, parts, hasRoom }: AdminFaceOptions): Fetch =>
  async (request) => {
    switch (new URL(request.url).pathname) {
      case '/livez':
        return Response.json({ status: 'ok' }, { headers })
      case '/readyz': {
        const { ready, checks } = await readiness(parts())
        const room = await hasRoom?.().catch(() => false)
        const all = { ...checks, ...(room !== undefined && { disk: room ? 'ok' : 'no' }) }
        const isReady = ready && room !== false
        return Response.json({ ready: isReady, checks: all }, { status: isReady ? 200 : 503, headers })
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
