// One way to build every library package: an ES module for each subpath that its package.json exports, so that
// entries and exports cannot drift apart. Declarations come from `tsc -p tsconfig.build.json`.
import { readFileSync } from 'node:fs'
import type { Options } from 'tsup'

/** The tsup options of the package in the current folder. */
export function libraryBuild(): Options {
  return {
    entry: sourceEntries(JSON.parse(readFileSync('package.json', 'utf8'))),
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    // Data goes into the output: ES2022 has no import attributes, and Node loads no JSON without them.
    noExternal: [/\.json$/],
    splitting: true,
    sourcemap: true,
    clean: true,
    silent: true,
  }
}

/** `{ './memory': './src/memory/index.ts' }` becomes `{ 'memory/index': 'src/memory/index.ts' }`. */
export function sourceEntries({ exports }: { exports: Record<string, string> }): Record<string, string> {
  const sources = Object.values(exports).filter((path) => path.startsWith('./src/') && path.endsWith('.ts'))
  return Object.fromEntries(
    sources.map((path) => [path.slice('./src/'.length, -'.ts'.length), path.slice(2)]),
  )
}

/**
 * The compiler translates syntax, not calls: what Chromium 86 lacks must not be called, by us or by a library. `...at(x)`
 * spreads what a function returns that the minifier happened to name so.
 */
export const chromium86: NonNullable<Options['plugins']>[number] = {
  name: 'chromium-86',
  renderChunk(code, { path }) {
    const found =
      /.{0,40}((?<!\.\.)\.(at|findLast|findLastIndex|toSorted|toReversed)\(|Object\.(hasOwn|groupBy)|structuredClone\(|randomUUID\(|AbortSignal\.(any|timeout)|throwIfAborted|withResolvers).{0,40}/.exec(
        code,
      )
    if (found) throw new Error(`${path} calls what Chromium 86 lacks: ${found[0]}`)
    return undefined
  },
}

/** The compiler escapes what is in strings, but neither tagged templates nor regular expressions. */
const asciiOnly: NonNullable<Options['plugins']>[number] = {
  name: 'ascii-only',
  renderChunk: (code) => ({
    code: code.replace(
      /[\u0080-\uffff]/g,
      (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  }),
}

/** Says at the top of a script whose work it contains. */
export const scriptBanner = (
  { name, version }: { name: string; version: string },
  contains: string,
): { js: string } => ({
  js: `/*! ${name} ${version}, Apache-2.0. Contains ${contains}: licences in the package's NOTICE. */`,
})

/** How a script for pages without a build is made: in ASCII, for portals that are served as GBK, for Chromium from 86. */
export const pageScript: Options = {
  format: 'iife',
  outExtension: () => ({ js: '.js' }),
  target: 'chrome86',
  platform: 'browser',
  minify: true,
  silent: true,
  noExternal: [/.*/],
  plugins: [chromium86, asciiOnly],
  // The licences of what a script contains are in its package's NOTICE.
  esbuildOptions: (options) => void (options.legalComments = 'none'),
}
