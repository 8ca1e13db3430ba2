// Looks at each library package as a stranger gets it: packs it (publishConfig applies then), lets publint and
// attw judge the tarball, and uses it from a folder that has nothing but the tarballs and what they declare.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from './child.mjs'
import { checkConsumer } from './consumer-check.mjs'
import { PNPM } from './install.mjs'
import { bin, root } from './paths.mjs'
import { sideBySide } from './side-by-side.mjs'

/** A step of `npm test`; needs the packages built. */
export async function checkPackages() {
  const folder = mkdtempSync(join(tmpdir(), 'chuishao-packages-'))
  try {
    const packs = await sideBySide(publishedPackages().map((manifest) => () => pack(manifest, folder)))
    const notPacked = packs.find(({ problem }) => problem !== undefined)
    if (notPacked) return { passed: 0, failed: 1, output: notPacked.problem }
    const judgements = await sideBySide(packs.flatMap(judges))
    const results = [...judgements, ...(await checkConsumer(packs, join(folder, 'consumer')))]
    const failures = results.filter((result) => result.problem !== undefined)
    return {
      passed: results.length - failures.length,
      failed: failures.length,
      output: failures.map((failure) => `${failure.name}\n${failure.problem}\n`).join('\n'),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function publishedPackages() {
  return readdirSync(join(root, 'packages'))
    .map((name) => join(root, 'packages', name))
    .map((path) => ({ path, ...JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) }))
    .filter((manifest) => manifest.private !== true)
}

// Subpaths that are one script for a page without a build: nobody imports them, so they have no types.
function pageScripts(exports) {
  return Object.keys(exports).flatMap((subpath) => (subpath.endsWith('.js') ? subpath.slice(2) : []))
}

async function pack({ path, name, exports }, folder) {
  const tarballs = join(folder, name.replace('/', '-'))
  const { code, output } = await run('npx', ['-y', PNPM, 'pack', '--pack-destination', tarballs], {
    cwd: path,
  })
  if (code !== 0) return { problem: `pnpm pack in ${path}\n${output}` }
  return { name, path, tarball: join(tarballs, readdirSync(tarballs)[0]), scripts: pageScripts(exports) }
}

function judges({ name, tarball, scripts }) {
  const untyped = scripts.length > 0 ? ['--exclude-entrypoints', ...scripts] : []
  const asModule = ['--profile=esm-only', '--format=ascii', '--no-summary']
  return [
    () => judge(name, 'publint', ['run', tarball, '--strict']),
    () => judge(name, 'attw', [tarball, ...asModule, ...untyped]),
  ]
}

async function judge(name, tool, args) {
  const { code, output } = await run(join(bin, tool), args)
  return { name: `${name}: ${tool}`, problem: code === 0 ? undefined : output }
}
