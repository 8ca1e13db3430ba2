/** What pages without a build load: one script with all elements, and beside it what is fetched when it is wanted. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Options } from 'tsup'
import { chromium86, pageScript, scriptBanner } from '../../../tsup.shared.ts'
import { cssLiterals } from './css-literals.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const manifest: { name: string; version: string } = JSON.parse(readFileSync(here('../package.json'), 'utf8'))

/** What the build writes into the sources. */
export const define = { __CHUISHAO_VERSION__: JSON.stringify(manifest.version) }

/** `chuishao.js`, `chuishao-search.js` and `chuishao-chat.js`. */
export const elementScripts = (outDir: string): Options[] => [
  {
    ...pageScript,
    entry: { chuishao: here('../src/bundle.ts') },
    outDir,
    globalName: 'chuishao',
    esbuildPlugins: [beside, cssLiterals],
    inject: [here('./has-own.ts')],
    banner: scriptBanner(manifest, 'Lit (BSD-3-Clause), @noble/hashes (MIT), canonicalize (Apache-2.0)'),
    define: { ...define, 'Object.hasOwn': 'hasOwn' },
  },
  {
    ...moduleBeside,
    entry: { 'chuishao-search': here('../../core/src/matters/search/index.ts') },
    outDir,
    banner: scriptBanner(manifest, 'pinyin-pro (MIT)'),
  },
  {
    ...moduleBeside,
    entry: { 'chuishao-chat': here('../src/whistle-form/chat/chat-panel.ts') },
    outDir,
    esbuildPlugins: [cssLiterals],
    banner: scriptBanner(manifest, 'Lit (BSD-3-Clause)'),
  },
]

/** A module, since `import()` fetches it: UTF-8 by definition. */
const moduleBeside: Options = {
  ...pageScript,
  format: 'esm',
  plugins: [chromium86],
  esbuildOptions: (options) => void Object.assign(options, { charset: 'utf8', legalComments: 'none' }),
  splitting: false,
}

/**
 * One plain script would hold all that it imports: the pinyin tables, which are larger than everything else together, and
 * what reads a chat.
 */
const beside: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'beside',
  setup(build) {
    build.onResolve({ filter: /^@chuishao\/core\/matters\/search$/ }, () => ({
      path: './chuishao-search.js',
      external: true,
    }))
    build.onResolve({ filter: /\/chat-panel\.ts$/ }, () => ({ path: './chuishao-chat.js', external: true }))
  },
}
