/** `npm run cluster`: the whole cluster until Ctrl-C, with a table of what runs and what to kill. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { demoTable } from './demo-table.ts'
import { freePorts } from './free-port.ts'
import { serviceCommand } from './service-config.ts'
import { startCluster } from './start-cluster.ts'
import { startProcess } from './start-process.ts'
import { until } from './until.ts'

const { values } = parseArgs({
  options: { data: { type: 'string' }, port: { type: 'string', default: '8080' } },
})
const ended = new Promise<void>((end) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end())
})
const given = values.data === undefined ? undefined : resolve(process.env['INIT_CWD'] ?? '.', values.data)
const folder = given ?? mkdtempSync(join(tmpdir(), 'chuishao-cluster-'))

try {
  const [issuerPort = 0] = await freePorts(1)
  const issuer = `http://127.0.0.1:${issuerPort}`
  const cluster = await startCluster({
    folder,
    service: serviceCommand(issuer),
    port: Number(values.port),
    onProgress: (what) => console.log(`Starting ${what} …`),
  })
  const identity = startProcess({
    name: 'identity provider',
    command: process.execPath,
    args: ['--no-warnings', join(import.meta.dirname, 'identity-provider.ts'), String(issuerPort)],
    logFile: join(folder, 'identity-provider.log'),
    cwd: folder,
  })
  try {
    await until(async () => (await fetch(`${issuer}/jwks`)).ok, { what: identity.logFile })
    console.log(await demoTable(cluster, identity, issuer))
    await ended
    console.log('\nEnding everything …')
  } finally {
    await cluster.stop()
    await identity.stop()
  }
  if (given === undefined) rmSync(folder, { recursive: true, force: true })
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
process.exit()
