import { defineConfig } from 'tsup'
import { writePages } from './src/pages/write-pages.ts'

const pages = ['home', 'whistle', 'desk', 'review', 'dispatch', 'evaluate']

export default defineConfig({
  entry: Object.fromEntries(pages.map((page) => [page, `src/pages/${page}.ts`])),
  outDir: 'dist/public',
  publicDir: 'public',
  format: 'esm',
  platform: 'browser',
  target: ['chrome86', 'safari15', 'firefox90'],
  splitting: true,
  minify: true,
  sourcemap: true,
  clean: true,
  noExternal: [/./],
  onSuccess: () => writePages(),
})
