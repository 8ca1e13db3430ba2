/** The portal that the demo city had before, for the page of backends: the example's, in memory, under a path of its own. */
import { ruoyiPortal } from '@chuishao/example-existing-portals/ruoyi'

const prefix = '/api/existing-portal'

export const isForExistingPortal = (request: Request): boolean =>
  new URL(request.url).pathname.startsWith(`${prefix}/`)

/** Begins empty at every start. */
export function existingPortal(): (request: Request) => Promise<Response> {
  const { handle } = ruoyiPortal()
  return async (request) => {
    const url = new URL(request.url)
    url.pathname = url.pathname.slice(prefix.length)
    const answer = await handle(new Request(url, request))
    answer.headers.set('X-Content-Type-Options', 'nosniff')
    answer.headers.set('Cache-Control', 'no-store')
    return answer
  }
}
