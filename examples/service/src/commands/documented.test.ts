// What the pages let an operator type is a command of the service, and says with which configuration.
import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { commands } from './index.ts'

const root = join(import.meta.dirname, '../../../..')
const pages = globSync(['*.md', 'docs/*.md', 'examples/*/README.md'], { cwd: root })

async function typedOn(page: string) {
  const text = await readFile(join(root, page), 'utf8')
  const blocks = [...text.matchAll(/^```(?:sh|bash)\n([\s\S]*?)^```/gm)].map(([, code = '']) => code)
  const lines = blocks.flatMap((code) => code.replaceAll('\\\n', ' ').split('\n'))
  return lines.flatMap((line) => {
    const [, command = '', rest = ''] = /^npm run (?:--silent )?service -- (\S+)(.*)/.exec(line) ?? []
    return command === '' ? [] : [{ page, command, rest }]
  })
}

it('every command of the service is one, and has --config', async () => {
  const typed = (await Promise.all(pages.map(typedOn))).flat()
  expect(typed.length).toBeGreaterThan(10)
  expect(typed.filter(({ command }) => !Object.hasOwn(commands, command))).toEqual([])
  expect(typed.filter(({ rest }) => !/ --config \S+\.json( |$)/.test(rest))).toEqual([])
})
