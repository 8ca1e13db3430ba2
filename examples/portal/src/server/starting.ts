/** What the portal answers until it is open. */
import { unavailableHandler } from '@chuishao/adapters/server'
import { isForApi } from './api-paths.ts'
import { withSecurityHeaders } from './security-headers.ts'

const unavailable = unavailableHandler({ retryAfterSeconds: 2 })

export const starting = async (request: Request): Promise<Response> => {
  if (isForApi(request)) return unavailable(request)
  return withSecurityHeaders(
    new Response('正在启动 / Starting\n', {
      status: 503,
      headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '2' },
    }),
  )
}
