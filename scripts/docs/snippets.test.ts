// Every TypeScript snippet of the README and the guides is run as it stands, and must print what its `// →` comments say.
// All in one process, because starting one takes longer than most snippets; in the long round each in its own.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Ran } from './run-snippets.ts'

const root = join(import.meta.dirname, '../..')
const isLong = process.env['CHUISHAO_LONG'] === '1'
const pages = ['README.md', ...globSync(['docs/*.md', 'packages/*/README.md'], { cwd: root })]

interface Snippet {
  page: string
  line: number
  code: string
}

async function snippetsOf(page: string): Promise<Snippet[]> {
  const text = await readFile(join(root, page), 'utf8')
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map((match) => ({
    page,
    line: text.slice(0, match.index).split('\n').length,
    code: match[1] ?? '',
  }))
}

const fileOf = ({ page, line }: Snippet) => join(folder, `${page.replaceAll('/', '-')}-${line}.ts`)
const runner = join(import.meta.dirname, 'run-snippets.ts')

async function run(files: string[]): Promise<Map<string, Ran>> {
  const { stdout } = await promisify(execFile)(process.execPath, [runner, ...files], { cwd: root })
  const lines = stdout.trim().split('\n')
  return new Map(lines.map((line): Ran => JSON.parse(line)).map((ran) => [ran.file, ran]))
}

const snippets = (await Promise.all(pages.map(snippetsOf))).flat()
// Inside the workspace, so that packages resolve as they do for its members.
const folder = await mkdtemp(join(import.meta.dirname, 'snippet-'))
let together: Promise<Map<string, Ran>> | undefined

beforeAll(async () => {
  await Promise.all(snippets.map((it) => writeFile(fileOf(it), it.code)))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('snippets of the guides', () => {
  it('exist', () => expect(snippets.length).toBeGreaterThan(0))

  it.each(snippets)('$page:$line runs and prints what it says', { timeout: 120_000 }, async (snippet) => {
    const file = fileOf(snippet)
    const all = await (isLong ? run([file]) : (together ??= run(snippets.map(fileOf))))
    const { fault, printed = '' } = all.get(file) ?? {}
    expect(fault).toBeUndefined()
    const promised = [...snippet.code.matchAll(/\/\/ → (.*)$/gm)].map((match) => match[1])
    expect(printed.split('\n').filter((text) => text !== '')).toEqual(promised)
  })
})
