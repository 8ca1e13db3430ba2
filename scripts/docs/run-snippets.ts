/**
 * Run by `snippets.test.ts` in a process of its own: one module after the other, as a line of JSON for each. The next one
 * begins when nothing of the last keeps a process from ending.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'

export interface Ran {
  file: string
  printed: string
}

const write = process.stdout.write.bind(process.stdout)
const open = () => process.getActiveResourcesInfo().filter((it) => it !== 'PipeWrap').length

for (const file of process.argv.slice(2)) {
  let printed = ''
  process.stdout.write = (text: string | Uint8Array) => {
    printed += String(text)
    return true
  }
  const before = open()
  await import(pathToFileURL(file).href)
  for (let turns = 0; open() > before; turns += 1) {
    if (turns > 1000) throw new Error(`${file} does not end: ${process.getActiveResourcesInfo().join(', ')}`)
    await pause(5)
  }
  process.stdout.write = write
  const ran: Ran = { file, printed }
  write(`${JSON.stringify(ran)}\n`)
}
