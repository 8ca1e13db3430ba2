import { expect, test } from 'vitest'
import { buildOrder } from './build-order.mjs'

const build = { scripts: { build: 'tsup' } }
const entry = (name: string, dependencies: string[], rest: object = build) => ({
  folder: name,
  manifest: {
    name,
    dependencies: Object.fromEntries(dependencies.map((it) => [it, 'workspace:^'])),
    ...rest,
  },
})

test('dependencies are built first', () => {
  const portal = entry('portal', ['elements', 'adapters', 'hono'])
  const manifests = [portal, entry('adapters', ['core']), entry('elements', ['core']), entry('core', [])]
  expect(buildOrder(manifests)).toEqual(['core', 'elements', 'adapters', 'portal'])
})

test('what has no build is left out, what it needs is not', () => {
  expect(buildOrder([entry('docs', ['core'], {}), entry('core', [])])).toEqual(['core'])
})

test('a circle is named', () => {
  expect(() => buildOrder([entry('a', ['b']), entry('b', ['a'])])).toThrow('a → b → a')
})
