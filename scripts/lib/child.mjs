// Child processes that never outlive the command: each runs in a process group of its own, so that a signal reaches
// it exactly once (a terminal sends Ctrl-C to everyone, npm sends it again) and its own children end with it.
import { spawn } from 'node:child_process'
import { root, workspaceEnv } from './paths.mjs'

const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }
const running = new Set()
let exitCodeWhenAllEnded

/**
 * Runs a program to its end. `show` passes its output on as it comes; `output` of the result has it either way.
 * Never rejects: a program that cannot be started has code 127 and the reason as output.
 */
export function run(command, args, { cwd = root, env = workspaceEnv(), show = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const listen = (stream, terminal) =>
      stream.setEncoding('utf8').on('data', (text) => {
        output += text
        if (show) terminal.write(text)
      })
    listen(child.stdout, process.stdout)
    listen(child.stderr, process.stderr)
    running.add(child)
    const end = (result) => {
      running.delete(child)
      if (exitCodeWhenAllEnded !== undefined && running.size === 0) process.exit(exitCodeWhenAllEnded)
      resolve(result)
    }
    child.once('error', (error) => end({ code: 127, output: `${output}${command}: ${error.message}\n` }))
    child.once('close', (code, signal) => end({ code: code ?? 128 + (SIGNALS[signal] ?? 0), output }))
  })
}

// Sends `signal` to a child's whole process group; a group that is already gone is fine.
function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal)
  } catch {
    // Already gone.
  }
}

/**
 * From now on the end of this process, by itself or by a signal, is the end of every child of `run`.
 * Returns a function that gives the signals back to whoever handles them next.
 */
export function endChildrenWithUs({ graceMs = 2000 } = {}) {
  process.once('exit', () => running.forEach((child) => signalGroup(child, 'SIGKILL')))
  const handlers = Object.entries(SIGNALS).map(([signal, number]) => {
    const handler = () => {
      exitCodeWhenAllEnded = 128 + number
      if (running.size === 0) process.exit(exitCodeWhenAllEnded)
      running.forEach((child) => signalGroup(child, 'SIGTERM'))
      setTimeout(() => process.exit(exitCodeWhenAllEnded), graceMs).unref()
    }
    process.on(signal, handler)
    return () => process.off(signal, handler)
  })
  return () => handlers.forEach((remove) => remove())
}
