// The English and the Chinese README promise the same: the same code, the same places to go, nothing that is missing.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const english = await readFile(join(root, 'README.md'), 'utf8')
const chinese = await readFile(join(root, 'README.zh-CN.md'), 'utf8')

/** Code blocks and code in running text; comments of shell commands are for the reader of one language. */
const codeOf = (text: string) => {
  const blocks = [...text.matchAll(/^```\w+\n[\s\S]*?^```/gm)].map(([it]) => it.replaceAll(/ +# .*/g, ''))
  const prose = text.replaceAll(/^```[\s\S]*?^```/gm, '')
  return { blocks, inline: [...prose.matchAll(/`[^`\n]+`/g)].map(([it]) => it) }
}
const linksOf = (text: string) =>
  [...text.matchAll(/(?:\]\(|src(?:set)?=")([^)"]+)/g)].map(([, it = '']) => it)
const inEitherLanguage = (link: string) => link.replace('.zh-CN.md', '.md')

describe('the two READMEs', () => {
  it('have the same code, block for block and word for word', () => {
    expect(codeOf(chinese)).toEqual(codeOf(english))
    expect(codeOf(english).blocks.length).toBeGreaterThan(3)
  })

  it('lead to the same places', () => {
    const set = (text: string) => [...new Set(linksOf(text).map(inEitherLanguage))].sort()
    expect(set(chinese)).toEqual(set(english))
  })

  it('lead nowhere that is not there', () => {
    const links = [...linksOf(english), ...linksOf(chinese)].filter((it) => !it.startsWith('/'))
    expect(links.filter((it) => !existsSync(join(root, it)))).toEqual([])
  })

  it('have the same sections, and the table of one is no longer than that of the other', () => {
    const shape = (text: string) =>
      text
        .split('\n')
        .filter((line) => /^(#+ |\|)/.test(line))
        .map((line) => line[0])
    expect(shape(chinese)).toEqual(shape(english))
  })
})
