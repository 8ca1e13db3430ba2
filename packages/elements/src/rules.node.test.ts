/** House rules that a compiler cannot see. */
// oxlint-disable no-restricted-imports -- reads the sources, in Node
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const folder = import.meta.dirname
const sources = globSync('**/*.ts', { cwd: folder })
  .filter((name) => !/\.test\.ts$|^test\//.test(name))
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))

const sheets = sources.filter(({ text }) => text.includes('css`'))
const offenders = (pattern: RegExp, among = sources) =>
  among.filter(({ text }) => pattern.test(text)).map(({ name }) => name)

describe('the elements', () => {
  it('never write a style attribute: a strict Content-Security-Policy blocks it', () => {
    expect(offenders(/\sstyle=|styleMap|setAttribute\('style'/)).toEqual([])
  })

  it('use no shorthand that Chromium 86 lacks, and no physical side', () => {
    expect(
      offenders(
        /(margin|padding)-(inline|block):|inset(-inline|-block)?:|:is\(|:where\(|:has\(|aspect-ratio:/,
        sheets,
      ),
    ).toEqual([])
    expect(
      offenders(
        /\b(margin|padding|border)-(left|right|top|bottom)\b|\b(left|right):|text-align: (left|right)/,
        sheets,
      ),
    ).toEqual([])
  })

  it('call nothing that Chromium 86 lacks', () => {
    expect(offenders(/\.at\(|structuredClone\(|randomUUID\(|replaceAll\(|Object\.hasOwn|findLast/)).toEqual(
      [],
    )
  })

  it('know no backend but the port, and only types of the lifecycle', () => {
    expect(offenders(/@chuishao\/adapters/)).toEqual([])
    expect(offenders(/^import (?!type)[^\n]*@chuishao\/core\/(lifecycle|service)'/m)).toEqual([])
  })

  it.each(globSync('whistle-*/*.define.ts', { cwd: folder }))(
    'are registered and typed all together: %s',
    (path) => {
      const text = (name: string) => sources.find((source) => source.name === name)?.text
      expect(text('all.ts')).toContain(path)
      expect(text('define.ts')).toContain(path.replace('.define.ts', '.ts'))
    },
  )

  it.each(['index', 'define', 'all', 'bundle'])('can be imported in Node: %s', async (entry) => {
    await expect(import(/* @vite-ignore */ `./${entry}.ts`)).resolves.toBeDefined()
  })
})
