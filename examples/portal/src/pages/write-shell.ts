/** Names the files that the pages need to open without a network, at build time: `public/service-worker.js` keeps them. */
import { readdir, writeFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const target = fileURLToPath(new URL('../../dist/public/', import.meta.url))

const isNeeded = (path: string) => /\.(html|js|css|svg)$/.test(path) && !path.endsWith('service-worker.js')

/** Writes `dist/public/shell.json`; the scripts for pages without a build are no part of it. */
export async function writeShell(): Promise<void> {
  const entries = await readdir(target, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => `/${relative(target, join(entry.parentPath, entry.name)).split(sep).join('/')}`)
  const files = [
    '/',
    '/demo/identities',
    ...paths.filter(isNeeded).filter((path) => !path.startsWith('/chuishao')),
  ]
  await writeFile(join(target, 'shell.json'), JSON.stringify({ files: files.sort() }))
}
