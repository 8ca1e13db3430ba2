/** `chuishao-http.js`, `chuishao-offline.js` and `chuishao-mapped.js`: the gateways for pages that have no build. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Options } from 'tsup'
import { pageScript, scriptBanner } from '../../../tsup.shared.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const manifest: { name: string; version: string } = JSON.parse(readFileSync(here('../package.json'), 'utf8'))

export const httpScript = (outDir: string): Options => ({
  ...pageScript,
  entry: { 'chuishao-http': here('../src/http/index.ts') },
  outDir,
  globalName: 'chuishaoHttp',
  banner: scriptBanner(manifest, 'zod (MIT), eventsource-parser (MIT)'),
})

/** Beside `chuishao-http.js`, for pages that have to work without a network. */
export const offlineScript = (outDir: string): Options => ({
  ...pageScript,
  entry: { 'chuishao-offline': here('../src/offline/index.ts') },
  outDir,
  globalName: 'chuishaoOffline',
  // As in the script of the elements: canonicalize calls what Chromium 86 lacks.
  inject: [here('../../elements/build/has-own.ts')],
  define: { 'Object.hasOwn': 'hasOwn' },
  banner: scriptBanner(
    manifest,
    'idb (ISC), zod (MIT), @noble/hashes (MIT), canonicalize (Apache-2.0), chinese-days (MIT)',
  ),
})

/** For pages on an existing portal's own API. */
export const mappedScript = (outDir: string): Options => ({
  ...pageScript,
  entry: { 'chuishao-mapped': here('../src/mapped/page.ts') },
  outDir,
  globalName: 'chuishaoMapped',
  inject: [here('../../elements/build/has-own.ts')],
  define: { 'Object.hasOwn': 'hasOwn' },
  banner: scriptBanner(
    manifest,
    'zod (MIT), @noble/hashes (MIT), canonicalize (Apache-2.0), chinese-days (MIT)',
  ),
})
