// Runs a server in the foreground: Ctrl-C and SIGTERM reach it once, its exit code is ours, and it ends when we do,
// even if we are killed.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { root, workspaceEnv } from './paths.mjs'

const endWithParent = fileURLToPath(new URL('./end-with-parent.mjs', import.meta.url))

/** Resolves with the server's exit code; 0 when it ended by the very signal that asked it to. */
export function serve(node, args, { cwd = root, env = workspaceEnv() } = {}) {
  return new Promise((resolve) => {
    const child = spawn(node, ['--import', endWithParent, ...args], {
      cwd,
      env,
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    let asked
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => {
        // The terminal and npm both pass Ctrl-C on; a person who presses it again later means it.
        if (asked !== undefined && Date.now() - asked.at < 1000) return
        child.kill(asked === undefined ? signal : 'SIGKILL')
        asked = { signal, at: Date.now() }
      })
    }
    child.once('error', (error) => {
      console.error(`${node}: ${error.message}`)
      resolve(127)
    })
    child.once('exit', (code, signal) => resolve(code ?? (asked?.signal === signal ? 0 : 1)))
  })
}
