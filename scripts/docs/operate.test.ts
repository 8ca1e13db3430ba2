// What the page on operation tells nginx and systemd is what they take, where they are on this machine.
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

const text = await readFile(join(import.meta.dirname, '../../docs/operate.md'), 'utf8')
const block = (language: string) =>
  new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(text)?.[1] ?? ''
const has = (program: string, option: string) => spawnSync(program, [option]).status === 0

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chuishao-operate-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('nginx takes the snippet', async ({ skip }) => {
  skip(!has('nginx', '-v'), 'nginx is not installed here')
  const file = join(folder, 'nginx.conf')
  const server = `server { listen 127.0.0.1:8099;\n${block('nginx')}}`
  await writeFile(file, `pid ${folder}/pid;\nevents {}\nhttp {\n${server}\n}\n`)
  const { status, stderr } = spawnSync('nginx', ['-t', '-e', 'stderr', '-c', file], { encoding: 'utf8' })
  expect({ status, stderr }).toMatchObject({ status: 0 })
})

it('systemd takes the unit', async ({ skip }) => {
  skip(!has('systemd-analyze', '--version'), 'systemd is not installed here')
  const file = join(folder, 'chuishao.service')
  // What is started is not at its place here.
  await writeFile(file, block('ini').replace(/^ExecStart=.*$/m, 'ExecStart=/bin/true'))
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' })
  expect(stderr).toBe('')
  expect(status).toBe(0)
})
