/** The same portal behind MSW: one list of handlers for `setupServer` in Node and for `setupWorker` in a browser. */
import { http, type RequestHandler } from 'msw'
import type { Portal } from '../http/routes.ts'

/**
 * Handlers that answer everything under an origin as the portal would.
 * @example setupServer(...portalHandlers('http://portal.test', ruoyiPortal().handle))
 */
export const portalHandlers = (origin: string, portal: Portal): RequestHandler[] => [
  http.all(`${origin}/*`, ({ request }) => portal(request)),
]
