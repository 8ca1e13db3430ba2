// The process behaviour of `npm start`, with real processes: signals arrive once, codes are passed on, nothing is left.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const serveModule = fileURLToPath(new URL('./serve.mjs', import.meta.url))

/** Starts a command that serves `program`; resolves when the program has said its pid. */
async function start(program: string): Promise<{ command: ChildProcess; said: () => string }> {
  const source = `const { serve } = await import(${JSON.stringify(serveModule)})
    process.exitCode = await serve(process.execPath, ['--input-type=module', '--eval', ${JSON.stringify(program)}])`
  const command = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  command.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text))
  while (!/pid \d+\n/.test(output)) await once(command.stdout!, 'data')
  return { command, said: () => output }
}

const server = (onSignal: string) =>
  `for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => { console.log(signal); ${onSignal} })
   console.log('pid ' + process.pid); setInterval(() => {}, 1000)`

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s reaches the server once, and a clean end is exit code 0',
  async (signal) => {
    const { command, said } = await start(server('setTimeout(() => process.exit(0), 100)'))
    command.kill(signal)
    while (!said().includes(signal)) await once(command.stdout!, 'data')
    command.kill(signal)
    const [code] = await once(command, 'close')
    expect(code).toBe(0)
    expect(said().match(new RegExp(signal, 'g'))).toHaveLength(1)
  },
)

test('a server that does not handle the signal ends with 0 too', async () => {
  const { command } = await start("console.log('pid ' + process.pid); setInterval(() => {}, 1000)")
  command.kill('SIGINT')
  expect((await once(command, 'close'))[0]).toBe(0)
})

test("the server's own exit code is passed on", async () => {
  const { command } = await start("console.log('pid ' + process.pid); setTimeout(() => process.exit(3), 50)")
  expect((await once(command, 'close'))[0]).toBe(3)
})

test('a server whose command is killed shuts down by itself', async () => {
  const { command, said } = await start(server('process.exit(0)'))
  command.kill('SIGKILL')
  // The pipe is shared with the server: it closes when the server, too, has ended.
  await once(command, 'close')
  expect(said()).toContain('SIGTERM')
})
