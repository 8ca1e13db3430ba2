/** Which paths belong to the HTTP face of the service; all others are pages and the demo's own. */

export function isForApi(request: Request): boolean {
  const { pathname } = new URL(request.url)
  return pathname === '/healthz' || pathname.startsWith('/api/')
}
