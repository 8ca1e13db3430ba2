/**
 * Run by `snippets.test.ts` in a process of its own: one module after the other, and a line of JSON for each. The next
 * one begins when nothing of the last keeps a process from ending.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'

export interface Ran {
  file: string
  printed: string
  /** Where it threw, or does not end. */
  fault?: string
}

const write = process.stdout.write.bind(process.stdout)
// What the process itself writes to is open for as long as it runs.
const open = () => process.getActiveResourcesInfo().filter((it) => it !== 'PipeWrap')

for (const file of process.argv.slice(2)) {
  const ran: Ran = { file, printed: '' }
  process.stdout.write = (text: string | Uint8Array) => {
    ran.printed += String(text)
    return true
  }
  try {
    await runToItsEnd(file)
  } catch (error) {
    ran.fault = error instanceof Error ? (error.stack ?? error.message) : String(error)
  }
  write(`${JSON.stringify(ran)}\n`)
}
// What does not end was told.
process.exit()

async function runToItsEnd(file: string): Promise<void> {
  const before = open().length
  await import(pathToFileURL(file).href)
  const end = performance.now() + 10_000
  while (open().length > before) {
    if (performance.now() > end) throw new Error(`It does not end: ${open().join(', ')}`)
    await pause(5)
  }
}
