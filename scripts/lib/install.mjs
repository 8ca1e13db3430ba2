// Brings node_modules in line with pnpm-lock.yaml, once: a stamp inside node_modules remembers what was installed.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './child.mjs'
import { bin, root, workspaceFolders } from './paths.mjs'

export const PNPM = 'pnpm@12.21.0'

const stampFile = join(root, 'node_modules', '.chuishao-installed')

/** A digest of everything that decides what is installed: the lockfile, the manifests, the platform. */
export function installDigest() {
  const hash = createHash('sha256').update(`${PNPM} ${process.platform} ${process.arch}`)
  const manifests = ['.', ...workspaceFolders()].map((folder) => join(folder, 'package.json'))
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests])
    hash.update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

/** What to tell the person, judged by what pnpm printed. */
export function explainInstallFailure(output) {
  if (/ENOSPC|no\s+space\s+left/i.test(output)) {
    return 'The disk is full: installing needs about 1 GB free. Make room and run the command again.'
  }
  if (/EACCES|EPERM|EROFS/.test(output)) {
    return 'Some folder may not be written to (see above). Check who owns this folder and the npm and pnpm caches.'
  }
  if (/ERR_PNPM_OUTDATED_LOCKFILE|ERR_PNPM_LOCKFILE/.test(output)) {
    return `pnpm-lock.yaml does not fit the package.json files. Run \`npx -y ${PNPM} install\` and commit the lockfile.`
  }
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|CERT_|META_FETCH_FAIL|network|proxy/i.test(
      output,
    )
  ) {
    return 'The npm registry cannot be reached. Check the network, or `npm config get registry` and the proxy settings.'
  }
  return 'Installing the dependencies failed; the lines above are what pnpm said.'
}

/** Installs when needed and checks that the pinned Node runs. Returns the sentence to show when it did not work. */
export async function install() {
  if (!isInstalled()) {
    console.log('Installing dependencies (the first time takes a minute or two) …')
    const started = Date.now()
    const result = await installWithProgress()
    if (result.code !== 0) return explainInstallFailure(result.output)
    writeFileSync(stampFile, installDigest())
    console.log(`Dependencies installed in ${Math.round((Date.now() - started) / 1000)} s.\n`)
  }
  const node = await run(join(bin, 'node'), ['--version'])
  if (node.code !== 0) {
    return `The workspace's own Node does not run on this system (${process.platform} ${process.arch}): ${node.output.trim()}`
  }
  return undefined
}

function isInstalled() {
  try {
    return readFileSync(stampFile, 'utf8') === installDigest()
  } catch {
    return false
  }
}

// On the Node that started the command: the workspace's own may be replaced under way.
function installWithProgress() {
  const args = ['-y', PNPM, 'install', '--frozen-lockfile', '--reporter=append-only']
  return run('npx', args, { show: true, env: process.env })
}
