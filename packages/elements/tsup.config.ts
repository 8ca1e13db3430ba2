/** Two builds: modules for bundlers, one per source file entry, and the scripts for pages that have no build. */
import { globSync } from 'node:fs'
import { defineConfig } from 'tsup'
import { cssLiterals } from './build/css-literals.ts'
import { define, elementScripts } from './build/page-scripts.ts'

export default defineConfig([
  {
    entry: ['src/index.ts', 'src/define.ts', 'src/all.ts', ...globSync('src/whistle-*/*.define.ts')],
    outDir: 'dist',
    format: 'esm',
    target: 'chrome86',
    splitting: true,
    clean: true,
    silent: true,
    // Modules are UTF-8 by definition; plain scripts stay ASCII.
    esbuildOptions: (options) => void (options.charset = 'utf8'),
    esbuildPlugins: [cssLiterals],
    define,
  },
  ...elementScripts('dist'),
])
