/** `chuishao-http.js`: the gateway for pages that have no build. */
import { fileURLToPath } from 'node:url'
import type { Options } from 'tsup'
import { pageScript } from '../../../tsup.shared.ts'

export const httpScript = (outDir: string): Options => ({
  ...pageScript,
  entry: { 'chuishao-http': fileURLToPath(new URL('../src/http/index.ts', import.meta.url)) },
  outDir,
  globalName: 'chuishaoHttp',
})
