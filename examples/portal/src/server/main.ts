/** `npm start`: reads what one may set, opens the portal, and says where it is. Ctrl-C drains and closes it. */
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { drain, listen, ListenError, stopSignal } from '@chuishao/adapters/node-server'
import { DirectoryFaultError, DirectoryInUseError } from '@chuishao/adapters/pglite'
import { NewerDataError } from '@chuishao/core/versions'
import { CityFilesError } from '@chuishao/adapters/city-files'
import { StartError } from './data-dir.ts'
import { parseOptions, type PortalOptions } from './options.ts'
import { openPortal } from './portal.ts'
import { starting } from './starting.ts'
import { openStaticFiles } from './static-files.ts'

const pagesDir = fileURLToPath(new URL('../../dist/public', import.meta.url))
const graceMs = 5000
const listenHints: Record<ListenError['code'], string> = {
  portTaken: 'For example: npm start -- --port 8080',
  portForbidden: 'For example: npm start -- --port 8080',
  addressUnknown: 'Leave --host out for 127.0.0.1.',
}

const parsed = parseOptions(process.argv.slice(2), process.env, process.env['INIT_CWD'] ?? process.cwd())
if (!parsed.ok) fail(parsed.error)
else if ('help' in parsed) console.log(parsed.help)
else await run(parsed.options).catch((error: unknown) => fail(sentenceFor(error)))

async function run({ port, host, dataDir }: PortalOptions): Promise<void> {
  const { signal: stop, endNow } = stopSignal()
  const listening = await listen({ port, host, starting })
  let portal
  try {
    if (!existsSync(pagesDir))
      throw new StartError('The pages are not built yet. Run `npm start`, which builds them first.')
    console.log(`Opening the data in ${dataDir} …`)
    const pages = await openStaticFiles(pagesDir)
    const opening = openPortal({ dataDir, pages, onSeed: showProgress, signal: stop })
    portal = await Promise.race([opening, patience(stop)])
  } catch (error) {
    await listening.close(0)
    if (!stop.aborted) throw error
    console.log('Stopped. The next start goes on from here.')
    process.exit(0)
  }
  if (portal === undefined) {
    console.log('Stopped in the middle of opening. The next start goes on from here.')
    return endNow()
  }
  listening.answerWith(portal.fetch)
  console.log(`
呼和浩特（演示）吹哨门户已启动 / The portal is running: ${listening.url}
Demo: every person, place and ticket is invented.
Durability: survives a crash of the process, not a loss of power.
Ctrl-C stops it.
`)
  if (!stop.aborted) await once(stop, 'abort')
  await drain({ listening, shutdown: portal.shutdown, graceMs })
  await portal.close()
  console.log('Stopped.')
  process.exit(0)
}

/** Over a while after the stop was asked for: opening may hang in a file system that does not answer. */
async function patience(stop: AbortSignal): Promise<undefined> {
  if (!stop.aborted) await once(stop, 'abort')
  await setTimeout(graceMs)
}

/** A line that rewrites itself on a terminal, four lines on a pipe. */
function showProgress(done: number, all: number): void {
  if (process.stdout.isTTY) {
    process.stdout.write(
      `\rPlaying the demo city's last weeks: ${done} of ${all} steps${done === all ? '\n' : ''}`,
    )
  } else if (done === all || done % Math.ceil(all / 4) === 0) {
    console.log(`Playing the demo city's last weeks: ${done} of ${all} steps`)
  }
}

function sentenceFor(error: unknown): string {
  if (error instanceof NewerDataError || error instanceof DirectoryFaultError)
    return `${error.sentence.zh}\n${error.sentence.en}`
  if (error instanceof ListenError) return `${error.message} ${listenHints[error.code]}`
  if (error instanceof StartError || error instanceof CityFilesError) return error.message
  if (error instanceof DirectoryInUseError) {
    return `The data directory is in use by process ${error.pid}: another portal runs on it. Stop that one, or choose another directory with --data.`
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

function fail(sentence: string): void {
  console.error(`\n${sentence}\n`)
  process.exitCode = 1
}
