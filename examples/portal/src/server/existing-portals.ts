/** The portals that the demo city had before, for the page of backends: the examples, in memory, under paths of their own. */
import { chengguanPortal } from '@chuishao/example-existing-portals/chengguan'
import { ruoyiPortal } from '@chuishao/example-existing-portals/ruoyi'

type Portal = (request: Request) => Promise<Response>

const prefix = '/api/existing-portal'

export const isForExistingPortal = (request: Request): boolean =>
  new URL(request.url).pathname.startsWith(`${prefix}/`)

/** `/api/existing-portal/ruoyi/…` and `…/chengguan/…`. They begin empty at every start. */
export function existingPortals(): Portal {
  const portals = new Map<string, Portal>([
    ['ruoyi', ruoyiPortal().handle],
    ['chengguan', chengguanPortal().handle],
  ])
  return async (request) => {
    const url = new URL(request.url)
    const [name = '', ...path] = url.pathname.slice(prefix.length + 1).split('/')
    const portal = portals.get(name)
    if (portal === undefined) return new Response(null, { status: 404 })
    url.pathname = `/${path.join('/')}`
    const answer = await portal(new Request(url, request))
    answer.headers.set('X-Content-Type-Options', 'nosniff')
    answer.headers.set('Cache-Control', 'no-store')
    return answer
  }
}
