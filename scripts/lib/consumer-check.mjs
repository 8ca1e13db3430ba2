// A stranger's project made of our tarballs: node_modules holds the packages as packed and exactly the libraries
// that they declare, so that an undeclared import, a missing file or a type that does not resolve shows.
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { run } from './child.mjs'
import { bin, root } from './paths.mjs'
import { sideBySide } from './side-by-side.mjs'

/** Returns one `{ name, problem? }` per check. `packages` are `{ name, path, tarball }`. */
export async function checkConsumer(packages, folder) {
  for (const { name, path, tarball } of packages) await unpack(name, path, tarball, folder)
  const specifiers = packages.flatMap(({ name }) =>
    importableSpecifiers(name, join(folder, 'node_modules', name)),
  )
  writeConsumer(folder, specifiers)
  return sideBySide([
    () => check(`import on Node ${process.version}`, process.execPath, ['import-all.mjs'], folder),
    () => checkTypes('NodeNext', folder),
    () => checkTypes('Bundler', folder),
    () => checkRegistrations(specifiers, folder),
  ])
}

async function unpack(name, source, tarball, folder) {
  const target = join(folder, 'node_modules', name)
  mkdirSync(target, { recursive: true })
  const tar = await run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1'])
  if (tar.code !== 0) throw new Error(`${tarball} cannot be unpacked: ${tar.output}`)
  const manifest = JSON.parse(readFileSync(join(target, 'package.json'), 'utf8'))
  for (const dependency of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
    link(join(folder, 'node_modules', dependency), join(source, 'node_modules', dependency))
  }
}

function link(from, to) {
  // Our own packages come from their tarballs, never from the workspace.
  if (existsSync(from) || !existsSync(to) || realpathSync(to).startsWith(join(root, 'packages'))) return
  mkdirSync(dirname(from), { recursive: true })
  symlinkSync(realpathSync(to), from)
}

// Every subpath that a program can import, `*` filled in with the files that are there.
function importableSpecifiers(name, folder) {
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return Object.entries(exports).flatMap(([subpath, target]) => {
    // package.json is data, and a subpath that ends in .js is a script for a page without a build.
    if (typeof target === 'string' || subpath.endsWith('.js')) return []
    const stems = target.default.includes('*') ? starMatches(target.default, folder) : ['']
    return stems.map((stem) => name + subpath.replace('*', stem).slice(1))
  })
}

function starMatches(target, folder) {
  const escaped = target.slice(2).replace(/[.+^${}()|[\]\\]/g, '\\$&')
  const pattern = new RegExp(`^${escaped.replace('*', '(.+)').replaceAll('*', '\\1')}$`)
  return readdirSync(folder, { recursive: true }).flatMap((file) => pattern.exec(file)?.[1] ?? [])
}

function writeConsumer(folder, specifiers) {
  const namespaces = specifiers
    .map((specifier, index) => `import * as m${index} from '${specifier}'`)
    .join('\n')
  const used = specifiers.map((_, index) => `m${index}`).join(', ')
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }))
  writeFileSync(join(folder, 'consumer.ts'), `${namespaces}\nexport const all: object[] = [${used}]\n`)
  writeFileSync(
    join(folder, 'import-all.mjs'),
    `for (const name of ${JSON.stringify(specifiers)}) {
  await import(name).catch((error) => {
    console.error(name + ': ' + error.stack)
    process.exitCode = 1
  })
}
`,
  )
}

// Ours must be right even where the consumer checks libraries; faults in other people's declarations are not ours.
async function checkTypes(mode, folder) {
  const options = {
    module: mode === 'NodeNext' ? 'NodeNext' : 'ESNext',
    moduleResolution: mode,
    target: 'ES2022',
    lib: ['ES2023', 'DOM', 'DOM.Iterable', 'ESNext.Disposable'],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
  }
  const config = join(folder, `tsconfig.${mode}.json`)
  writeFileSync(config, JSON.stringify({ compilerOptions: options, files: ['consumer.ts'] }))
  const { code, output } = await run(
    join(bin, 'tsc'),
    ['-p', config, '--pretty', 'false', '--checkers', '1'],
    { cwd: folder },
  )
  const ours = output
    .split('\n')
    .filter((line) => /^(consumer\.ts|node_modules\/@chuishao\/|error )/.test(line))
  return { name: `types by ${mode}`, problem: code !== 0 && ours.length > 0 ? ours.join('\n') : undefined }
}

// A bundler may drop a module that package.json calls free of side effects: registering an element is one.
async function checkRegistrations(specifiers, folder) {
  const elements = specifiers.filter((specifier) => /\/whistle-[^/]+$/.test(specifier))
  const tagOf = (specifier) => specifier.split('/').at(-1)
  for (const specifier of elements)
    writeFileSync(join(folder, `${tagOf(specifier)}.mjs`), `import '${specifier}'\n`)
  const name = 'elements register themselves in a bundle'
  if (elements.length === 0) return { name }
  const entries = elements.map((specifier) => `${tagOf(specifier)}.mjs`)
  const options = ['--no-config', '--format=esm', '--no-splitting', '--out-dir=bundles', '--silent']
  const { code, output } = await run(join(bin, 'tsup'), [...entries, ...options], { cwd: folder })
  if (code !== 0) return { name, problem: output }
  const bundle = (tag) => readFileSync(join(folder, 'bundles', `${tag}.js`), 'utf8')
  const lost = elements.map(tagOf).filter((tag) => !bundle(tag).includes(tag))
  return { name, problem: lost.length > 0 ? `dropped by the bundler: ${lost.join(', ')}` : undefined }
}

async function check(name, command, args, cwd) {
  const { code, output } = await run(command, args, { cwd })
  return { name, problem: code === 0 ? undefined : output }
}
