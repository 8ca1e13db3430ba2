import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'tsup'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

const portal = fileURLToPath(new URL('../../', import.meta.url))

const children: ChildProcess[] = []
/** Where a test failed, its process may still run. */
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')))

/** Starts the portal as a process of its own. */
function start(args: string[], env: Record<string, string> = {}) {
  const { PORT: _port, DATA_DIR: _data, HOST: _host, ...rest } = process.env
  const child = spawn(process.execPath, [join(portal, 'src/server/main.ts'), ...args], {
    cwd: portal,
    env: { ...rest, ...env },
  })
  children.push(child)
  let output = ''
  const waiting: { pattern: RegExp; resolve: (found: string) => void }[] = []
  const read = (chunk: Buffer) => {
    output += chunk.toString()
    for (const { pattern, resolve } of waiting) {
      const found = pattern.exec(output)?.[0]
      if (found !== undefined) resolve(found)
    }
  }
  child.stdout.on('data', read)
  child.stderr.on('data', read)
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return {
    child,
    ended,
    output: () => output,
    says: (pattern: RegExp) =>
      new Promise<string>((resolve, reject) => {
        const found = pattern.exec(output)?.[0]
        if (found !== undefined) resolve(found)
        waiting.push({ pattern, resolve })
        void ended.then((code) =>
          reject(new Error(`ended with ${code} before saying ${pattern}:\n${output}`)),
        )
      }),
  }
}

describe('npm start', () => {
  let dataDir: string
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'portal-'))
    if (existsSync(join(portal, 'dist/public/index.html'))) return
    await build({ config: join(portal, 'tsup.config.ts'), silent: true })
  }, 60_000)
  afterAll(() => rm(dataDir, { recursive: true, force: true }))

  it('ends with a clear message where the port is taken', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const address = other.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const { ended, output } = start(['--port', String(port), '--data', dataDir])
    expect(await ended).toBe(1)
    expect(output()).toContain(`Port ${port} on 127.0.0.1 is already in use.`)
    expect(output()).not.toMatch(/\n\s+at /)
    other.close()
  }, 30_000)

  it('ends with a clear message where an option is wrong', async () => {
    const { ended, output } = start([], { PORT: 'eighty' })
    expect(await ended).toBe(1)
    expect(output()).toContain('PORT must be a whole number')
  }, 30_000)

  it('ends with a clear message where the data directory cannot be made', async () => {
    await writeFile(join(dataDir, 'file'), '')
    const { ended, output } = start(['--port', '0', '--data', join(dataDir, 'file', 'below')])
    expect(await ended).toBe(1)
    expect(output()).toContain(`${join(dataDir, 'file')} is not a directory`)
    expect(output()).not.toMatch(/\n\s+at /)
  }, 30_000)

  /** A pipe that nobody writes to, where a file is read: opening it never ends. */
  const opensForEver = async () => {
    const stuck = await mkdtemp(join(dataDir, 'stuck-'))
    execFileSync('mkfifo', [join(stuck, 'demo-signing-key.json')])
    const process = start(['--port', '0', '--data', stuck])
    await process.says(/Opening the data/)
    return process
  }

  it('stops when asked even where opening does not end', async () => {
    const { child, says, ended } = await opensForEver()
    child.kill('SIGTERM')
    await says(/Stopping …/)
    await ended
    expect(child.signalCode).toBe('SIGTERM')
  }, 30_000)

  it('stops at once when asked a second time', async () => {
    const { child, says, ended, output } = await opensForEver()
    child.kill('SIGINT')
    await says(/Once more ends it at once/)
    child.kill('SIGINT')
    await ended
    expect(child.signalCode).toBe('SIGINT')
    expect(output()).not.toContain('Stopped')
  }, 30_000)

  it('takes two signals in one moment, as npm and the terminal send them, for one', async () => {
    const { child, says, ended, output } = await opensForEver()
    child.kill('SIGINT')
    await says(/Stopping …/)
    child.kill('SIGINT')
    await says(/Once more ends it at once/)
    child.kill('SIGKILL')
    await ended
    expect(output().match(/Stopping …/g)).toHaveLength(1)
  }, 30_000)

  it('stops on Ctrl-C in the middle of the seed, goes on at the next start, and closes cleanly with a stream open', async () => {
    const first = start(['--port', '0', '--data', dataDir])
    await first.says(/1\d\d of \d+ steps/)
    first.child.kill('SIGINT')
    expect(await first.ended).toBe(0)
    expect(first.output()).toContain('The next start goes on from here')

    const second = start(['--port', '0', '--data', dataDir])
    const url = await second.says(/http:\/\/127\.0\.0\.1:\d+\//)
    expect(second.output()).toContain('not a loss of power')

    const rival = start(['--port', '0', '--data', dataDir])
    expect(await rival.ended).toBe(1)
    expect(rival.output()).toContain('another portal runs on it')

    const page = await fetch(url)
    expect(await page.text()).toContain('demo-banner')
    const signed = await fetch(`${url}demo/token`, { method: 'POST', body: '{"identity":"dispatcher"}' })
    const { token } = (await signed.json()) as { token: string }
    const stream = await fetch(`${url}api/v1/events`, { headers: { Authorization: `Bearer ${token}` } })
    expect(stream.headers.get('Content-Type')).toContain('text/event-stream')

    second.child.kill('SIGTERM')
    expect(await second.ended).toBe(0)
    expect(second.output()).toContain('Stopped.')
    await stream.text().catch(() => '')
  }, 180_000)
})
