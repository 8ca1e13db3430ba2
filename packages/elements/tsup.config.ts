/** Two builds: modules for bundlers, one per source file entry, and one script for pages that have no build. */
import { globSync, readFileSync } from 'node:fs'
import { defineConfig } from 'tsup'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
const define = { __CHUISHAO_VERSION__: JSON.stringify(version) }

export default defineConfig([
  {
    entry: ['src/index.ts', 'src/define.ts', 'src/all.ts', ...globSync('src/whistle-*/*.define.ts')],
    outDir: 'dist',
    format: 'esm',
    target: 'es2020',
    splitting: true,
    clean: true,
    // Modules are UTF-8 by definition. The script below stays ASCII: old portals are served as GBK.
    esbuildOptions: (options) => void (options.charset = 'utf8'),
    define,
  },
  {
    entry: { chuishao: 'src/bundle.ts' },
    outDir: 'dist',
    format: 'iife',
    globalName: 'chuishao',
    outExtension: () => ({ js: '.js' }),
    target: 'chrome86',
    platform: 'browser',
    minify: true,
    noExternal: [/.*/],
    define,
  },
])
