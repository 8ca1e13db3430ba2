// The order in which the workspace is built: what a package depends on comes before it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, workspaceFolders } from './paths.mjs'

/** Folders of every package and example with a `build` script, dependencies first. */
export function buildOrder(manifests = readManifests()) {
  const ordered = []
  const visit = ({ folder, manifest }, path = []) => {
    if (ordered.includes(folder)) return
    if (path.includes(folder))
      throw new Error(`Packages depend on each other: ${[...path, folder].join(' → ')}`)
    for (const name of Object.keys(manifest.dependencies ?? {})) {
      const dependency = manifests.find((other) => other.manifest.name === name)
      if (dependency) visit(dependency, [...path, folder])
    }
    ordered.push(folder)
  }
  manifests.forEach((entry) => visit(entry))
  return ordered.filter(
    (folder) => manifests.find((entry) => entry.folder === folder)?.manifest.scripts?.build,
  )
}

function readManifests() {
  return workspaceFolders().map((folder) => ({
    folder,
    manifest: JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')),
  }))
}
