// Every TypeScript snippet of the README and the guides is run as it stands, and must print what its `// →` comments say.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
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

const snippets = (await Promise.all(pages.map(snippetsOf))).flat()
let folder: string

// Inside the workspace, so that packages resolve as they do for its members.
beforeAll(async () => void (folder = await mkdtemp(join(import.meta.dirname, 'snippet-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('snippets of the guides', () => {
  it('exist', () => expect(snippets.length).toBeGreaterThan(0))

  it.each(snippets)('$page:$line runs and prints what it says', async ({ page, line, code }) => {
    const file = join(folder, `${page.replaceAll('/', '-')}-${line}.ts`)
    await writeFile(file, code)
    const { stdout } = await promisify(execFile)(process.execPath, [file], { cwd: root })
    const promised = [...code.matchAll(/\/\/ → (.*)$/gm)].map((match) => match[1])
    const printed = stdout.split('\n').filter((text) => text !== '')
    expect(printed).toEqual(promised)
  })
})
