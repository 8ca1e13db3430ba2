/** Finds what answers a request: both portals are a table of addresses, as their documentation would print it. */

export interface Call {
  request: Request
  /** The query of the address. */
  query: URLSearchParams
  /** The parts of the path that the table names with a colon, decoded. */
  path: Record<string, string>
}

export type Answer = (call: Call) => Response | Promise<Response>

/** A whole backend: what a server, a test or a service worker asks. */
export type Portal = (request: Request) => Promise<Response>

/** The first address of the table that fits, e.g. `GET /order/:id`; a literal part wins where it stands first. */
export function routes(table: Record<string, Answer>, otherwise: Answer): Portal {
  const entries = Object.entries(table).map(([address, answer]) => {
    const [method = '', pattern = ''] = address.split(' ')
    return { method, pattern: pattern.split('/'), answer }
  })
  return async (request) => {
    const url = new URL(request.url)
    for (const { method, pattern, answer } of entries) {
      const path = method === request.method ? match(pattern, url.pathname.split('/')) : undefined
      if (path) return answer({ request, query: url.searchParams, path })
    }
    return otherwise({ request, query: url.searchParams, path: {} })
  }
}

function match(pattern: string[], parts: string[]): Record<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined
  const path: Record<string, string> = {}
  for (const [i, wanted] of pattern.entries()) {
    const part = parts[i] ?? ''
    if (wanted.startsWith(':')) path[wanted.slice(1)] = decodeURIComponent(part)
    else if (wanted !== part) return undefined
  }
  return path
}
