/** `chuishao-http.js`: the gateway for pages that have no build. */
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
