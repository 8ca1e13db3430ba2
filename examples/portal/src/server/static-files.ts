/** Serves the built pages. Only files that the build made exist: the list is read once, so no path can climb out. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.map': 'application/json',
}

interface StaticFile {
  bytes: Uint8Array<ArrayBuffer>
  mediaType: string
  etag: string
}

export type StaticFiles = (request: Request) => Response | undefined

/** Undefined where there is no such file. */
export async function openStaticFiles(directory: string): Promise<StaticFiles> {
  const files = new Map<string, StaticFile>()
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    const mediaType = mediaTypes[extname(entry.name)]
    if (!entry.isFile() || mediaType === undefined) continue
    const path = join(entry.parentPath, entry.name)
    const bytes = new Uint8Array(await readFile(path))
    const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
    files.set(`/${relative(directory, path).split(sep).join('/')}`, { bytes, mediaType, etag })
  }
  return (request) => {
    const { pathname } = new URL(request.url)
    const file = files.get(pathname.endsWith('/') ? `${pathname}index.html` : pathname)
    if (file === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return undefined
    const headers = { 'Content-Type': file.mediaType, ETag: file.etag, 'Cache-Control': 'no-cache' }
    if (request.headers.get('If-None-Match') === file.etag)
      return new Response(null, { status: 304, headers })
    return new Response(request.method === 'HEAD' ? null : file.bytes, { headers })
  }
}
