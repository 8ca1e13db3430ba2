/** What the admin port answers: liveness, readiness, metrics. Nothing about anybody. */
import type { Fetch } from '@chuishao/adapters/node-server'
import type { TicketMetrics } from '@chuishao/adapters/metrics'
import { readiness, type ReadyParts } from './readiness.ts'

export interface AdminFaceOptions {
  metrics: TicketMetrics
  /** What is open; undefined while starting and while draining. */
  parts: () => ReadyParts | undefined
  /** Whether a file can be written where photos are, and there is room for them; absent where they are on no disk of this machine. */
  takesPhotos?: () => Promise<boolean>
}

export const adminFace =
  ({ metrics, parts, takesPhotos }: AdminFaceOptions): Fetch =>
  async (request) => {
    switch (new URL(request.url).pathname) {
      case '/livez':
        return Response.json({ status: 'ok' }, { headers })
      case '/readyz': {
        const { ready, checks } = await readiness(parts())
        // Told and no more: tickets go on without photos, and whoever shares the directory has the same trouble.
        const photos = takesPhotos && { photos: (await takesPhotos()) ? 'ok' : 'no' }
        const all = { ...checks, ...photos }
        return Response.json({ ready, checks: all }, { status: ready ? 200 : 503, headers })
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
