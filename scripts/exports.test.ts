// What is published is what is developed against: each subpath in `exports` has its built twin in `publishConfig`.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sourceEntries } from '../tsup.shared.ts'
import { root } from './lib/paths.mjs'

const built = (source: string) => source.replace('./src/', './dist/').replace(/\.ts$/, '')

test.each(readdirSync(join(root, 'packages')))('%s publishes every subpath that it exports', (name) => {
  const manifest = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'))
  const expected = Object.entries<string>(manifest.exports).map(([subpath, source]) => [
    subpath,
    source.endsWith('.ts') ? { types: `${built(source)}.d.ts`, default: `${built(source)}.js` } : source,
  ])
  expect(manifest.publishConfig.exports).toEqual(Object.fromEntries(expected))
})

test('the entries of a build are the sources among the exports', () => {
  const exports = {
    './memory': './src/memory/index.ts',
    './script.js': './dist/script.js',
    './package.json': './package.json',
  }
  expect(sourceEntries({ exports })).toEqual({ 'memory/index': 'src/memory/index.ts' })
})
