/** `npm run cluster`: the whole cluster until Ctrl-C, with a table of what runs and what to kill. */
import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { makeClusterFolder } from './cluster-folder.ts'
import { demoPeople, identityConfig } from './demo-people.ts'
import { demoTable } from './demo-table.ts'
import { clusterPrograms, missingPrograms } from './programs.ts'
import { serviceCommand } from './service-config.ts'
import { startCluster } from './start-cluster.ts'
import { startIdentityProvider } from './start-identity-provider.ts'

const { values } = parseArgs({
  options: { data: { type: 'string' }, port: { type: 'string', default: '8080' } },
})
const ended = new Promise<void>((end) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end())
})
const given = values.data === undefined ? undefined : resolve(process.env['INIT_CWD'] ?? '.', values.data)

try {
  const missing = missingPrograms(clusterPrograms)
  if (missing) throw new Error(missing)
  const folder = makeClusterFolder(given)
  console.log('Starting an OpenID provider …')
  const identity = await startIdentityProvider({ folder, people: demoPeople })
  try {
    const cluster = await startCluster({
      folder,
      service: serviceCommand({ identity: identityConfig(identity.issuer) }),
      port: Number(values.port),
      onProgress: (what) => console.log(`Starting ${what} …`),
    })
    try {
      console.log(await demoTable(cluster, identity.process, identity.issuer))
      await ended
      console.log('\nEnding everything …')
    } finally {
      await cluster.stop()
    }
  } finally {
    await identity.process.stop()
  }
  if (given === undefined) rmSync(folder, { recursive: true, force: true })
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
process.exit()
