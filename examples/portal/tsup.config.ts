import { defineConfig } from 'tsup'
import { httpScript, offlineScript } from '../../packages/adapters/build/page-script.ts'
import { elementScripts } from '../../packages/elements/build/page-scripts.ts'
import { writePages } from './src/pages/write-pages.ts'
import { writeShell } from './src/pages/write-shell.ts'

const pages = ['home', 'whistle', 'desk', 'review', 'dispatch', 'evaluate', 'backends']
const outDir = 'dist/public'

export default defineConfig([
  {
    entry: Object.fromEntries(pages.map((page) => [page, `src/pages/${page}.ts`])),
    outDir,
    publicDir: 'public',
    format: 'esm',
    platform: 'browser',
    target: ['chrome86', 'safari15', 'firefox90'],
    splitting: true,
    minify: true,
    sourcemap: true,
    clean: true,
    noExternal: [/./],
    onSuccess: async () => {
      await writePages()
      await writeShell()
    },
  },
  // For pages of this portal that have no build: see docs/embed.md.
  ...elementScripts(outDir),
  httpScript(outDir),
  offlineScript(outDir),
])
