/** Makes what stands in css`…` smaller while the elements are compiled. */
import { readFile } from 'node:fs/promises'
import type { Options } from 'tsup'
import { smallerCss } from './smaller-css.ts'

export const cssLiterals: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'css-literals',
  setup(build) {
    build.onLoad({ filter: /packages.elements.src.+\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8')
      const contents = source.replace(/\bcss`([^`]*)`/g, (_, sheet: string) => `css\`${smallerCss(sheet)}\``)
      return { contents, loader: 'ts' }
    })
  },
}
