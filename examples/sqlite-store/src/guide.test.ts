/** The guide quotes this store: what it shows is what the store is. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../..')
const guide = readFileSync(join(root, 'docs/write-an-adapter.md'), 'utf8')

/** Indentation, and where lines break, is not what is quoted. */
const words = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

const excerpts = [...guide.matchAll(/^```typescript\n\/\/ (\S+)\n([\s\S]*?)^```/gm)].map(
  ([, file = '', code = '']) => ({ file, code }),
)

test.each(excerpts)('the excerpt of $file is its source', ({ file, code }) => {
  expect(words(readFileSync(join(root, file), 'utf8'))).toContain(words(code).replace(/,$/, ''))
})

test('there are excerpts', () => expect(excerpts.length).toBeGreaterThanOrEqual(3))
