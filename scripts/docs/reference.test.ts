// The reference says what the code does, in both languages alike.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultPolicy, type Permission } from '@chuishao/core/lifecycle'
import { commandTypes } from '@chuishao/core/ticket'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { docComments } from './doc-comments.ts'
import { driftedFrom, writePages } from './drift.ts'
import { anchor } from './markdown.ts'
import { referencePages } from './pages.ts'
import { ruleInWords } from './rule-words.ts'

const pages = await referencePages()
const page = (path: string) => pages[path] ?? ''

describe('the drift check', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chuishao-docs-'))
    await writePages(pages, folder)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('passes what was just written, and finds a page that was edited or is missing', async () => {
    expect(await driftedFrom(pages, folder)).toEqual([])
    await writeFile(join(folder, 'docs/reference/data.md'), 'better words')
    await rm(join(folder, 'docs/reference/rejections.md'))
    expect(await driftedFrom(pages, folder)).toEqual([
      'docs/reference/rejections.md',
      'docs/reference/data.md',
    ])
    await writePages(pages, folder)
  })

  it('finds the pages and pictures that a changed machine makes untrue', async () => {
    const changed = await referencePages({
      ...defaultPolicy,
      resultReview: { ...defaultPolicy.resultReview, enabled: false },
    })
    expect(await driftedFrom(changed, folder)).toEqual([
      'docs/images/lifecycle.svg',
      'docs/images/lifecycle-phone.svg',
      'docs/reference/lifecycle.md',
      'docs/reference/lifecycle.zh-CN.md',
      'docs/reference/commands.md',
      'docs/reference/commands.zh-CN.md',
    ])
  })
})

describe('the pages', () => {
  it('show every command with what it did, in both languages', () => {
    for (const path of ['docs/reference/commands.md', 'docs/reference/commands.zh-CN.md']) {
      const sections = page(path).split(/^## /m)
      for (const type of commandTypes) {
        const section = sections.find((it) => it.startsWith(`${type}\n`)) ?? ''
        expect(section, `${type} in ${path}`).toContain(`"type": "${type}"`)
      }
    }
  })

  it('say the same in both languages, table by table', () => {
    const shape = (text: string) =>
      text
        .split('\n')
        .map((line) => (line.startsWith('|') ? '|' : line === '' ? '' : '·'))
        .join('')
    for (const name of ['lifecycle', 'commands']) {
      const [english, chinese] = [page(`docs/reference/${name}.md`), page(`docs/reference/${name}.zh-CN.md`)]
      const tables = (text: string) =>
        shape(text)
          .match(/\|+/g)
          ?.map((it) => it.length)
      expect(tables(english)).toEqual(tables(chinese))
    }
  })

  it('link to pages and headings that are there', () => {
    for (const [path, text] of Object.entries(pages)) {
      for (const [, file = '', heading = ''] of text.matchAll(/\]\((?!\.\.\/)([\w.-]*\.md)?#?([^)\s]*)\)/g)) {
        const target = file === '' ? text : page(`docs/reference/${file}`)
        expect(target, `${file} in ${path}`).not.toBe('')
        const headings = [...target.matchAll(/^#+ (.*)$/gm)].map(([, it = '']) => anchor(it))
        const marked = [...target.matchAll(/<a id="([^"]*)">/g)].map(([, it]) => it)
        if (heading !== '') expect([...headings, ...marked], `${file} in ${path}`).toContain(heading)
      }
    }
  })

  it('say of every setting of the service what it is for, in both languages', () => {
    const rows = page('docs/reference/configuration.md').match(/^\| (?:\*\*)?`.*$/gm) ?? []
    expect(rows.length).toBeGreaterThan(90)
    const part = (row: string, at: number) => row.split(/(?<!\\)\|/)[at]?.trim()
    expect(rows.filter((row) => !part(row, 2) || !part(row, 3))).toEqual([])
  })

  it('give the figures of the policy', () => {
    const mayReturn: Permission['rules'][number] = { type: 'mayReturn', max: 7 }
    expect(ruleInWords(mayReturn).en).toContain('of 7')
    expect(ruleInWords(mayReturn).zh).toContain('7 次')
  })
})

describe('docstrings of a schema', () => {
  const source = `
export const Thing = z
  .object({
    /** How many. */
    count: z.int(),
    plain: z.string(),
    inner: z.object({
      /**
       * Over
       * two lines.
       */
      deep: z.string(),
    }),
  })
export const Other = z.object({
  /** Not of the thing. */
  other: z.string(),
})
`
  it('are found by the path of their field, in that schema alone', () => {
    expect([...docComments(source, 'Thing')]).toEqual([
      ['count', 'How many.'],
      ['inner.deep', 'Over two lines.'],
    ])
    expect(docComments(source, 'Nothing').size).toBe(0)
  })
})
