// Where things are in this workspace, and the environment in which children run: the workspace's own tools first in
// PATH, so that `node` is the pinned Node 24 whatever Node started the command.
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
export const bin = join(root, 'node_modules', '.bin')

/**
 * `process.env` with the workspace's tools first in PATH, colours only for a terminal, and `extra` on top. Sources run as
 * they are: what Node made of them once, the next process need not make again.
 */
export function workspaceEnv(extra = {}) {
  const colour = process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }
  return {
    NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node'),
    ...process.env,
    ...colour,
    PATH: [bin, process.env.PATH].filter(Boolean).join(delimiter),
    ...extra,
  }
}

/** Folders (relative to the root) of every package and example that has a package.json. */
export function workspaceFolders() {
  return ['packages', 'examples'].flatMap((group) =>
    readdirSync(join(root, group), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(join(root, group, entry.name, 'package.json')))
      .map((entry) => `${group}/${entry.name}`),
  )
}
