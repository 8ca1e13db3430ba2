// The entries are the package's exports (tsup.shared.ts), and one script for pages that have no build.
import { defineConfig } from 'tsup'
import { libraryBuild } from '../../tsup.shared.ts'

export default defineConfig([
  libraryBuild(),
  {
    entry: { 'chuishao-http': 'src/http/index.ts' },
    outDir: 'dist',
    format: 'iife',
    globalName: 'chuishaoHttp',
    outExtension: () => ({ js: '.js' }),
    target: 'chrome86',
    platform: 'browser',
    minify: true,
    silent: true,
    noExternal: [/.*/],
  },
])
