// What the page on operation tells nginx and systemd is what they take, where they are on this machine.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { freePorts } from '../../examples/cluster/src/free-port.ts'

const text = await readFile(join(import.meta.dirname, '../../docs/operate.md'), 'utf8')
const block = (language: string) =>
  new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(text)?.[1] ?? ''
const has = (program: string, option: string) => spawnSync(program, [option]).status === 0

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chuishao-operate-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('nginx takes the snippet, and what people search for is in none of its logs', async ({ skip }) => {
  skip(!has('nginx', '-v'), 'nginx is not installed here')
  const [port = 0] = await freePorts(1)
  const file = join(folder, 'nginx.conf')
  const snippet = block('nginx')
    .replace('server {', `server {\n  listen 127.0.0.1:${port};`)
    .replace(/127\.0\.0\.1:8080/, '127.0.0.1:1')
    .replaceAll('/var/log/nginx/', `${folder}/`)
  await writeFile(
    file,
    `pid ${folder}/pid;\ndaemon off;\nevents {}\nhttp {\naccess_log off;\nclient_body_temp_path ${folder}/body;\n${snippet}\n}\n`,
  )
  const { status, stderr } = spawnSync('nginx', ['-t', '-e', 'stderr', '-c', file], { encoding: 'utf8' })
  expect({ status, stderr }).toMatchObject({ status: 0 })

  const running = spawn('nginx', ['-e', `${folder}/first.log`, '-c', file], { stdio: 'ignore' })
  const ended = once(running, 'exit')
  try {
    const path = `http://127.0.0.1:${port}/api/v1/tickets?text=zhangsan`
    const answer = await vi.waitFor(() => fetch(path, { headers: { Referer: path } }), 5000)
    // The service is not there.
    expect(answer.status).toBe(502)
  } finally {
    running.kill('SIGQUIT')
    await ended
  }
  const names = (await readdir(folder)).filter((it) => it.endsWith('.log'))
  const logs = await Promise.all(names.map((it) => readFile(join(folder, it), 'utf8')))
  expect(logs.join('')).toContain('/api/v1/tickets')
  expect(logs.join('')).not.toContain('zhangsan')
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
