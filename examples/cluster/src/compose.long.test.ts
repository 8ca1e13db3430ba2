/** The steps of the Dockerfile as commands: installs in a clean clone, and starts there what the image starts. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freePorts } from './free-port.ts'
import { dockerSteps, writeServiceConfig } from './testing/compose-files.ts'
import { startPostgres } from './testing/faults.ts'
import { repository } from './testing/repository.ts'
import { until } from './until.ts'

test('what the image installs and starts serves', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'chuishao-image-'))
  const app = join(folder, 'app')
  const postgres = await startPostgres()
  try {
    execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${repository}`, app])
    const { install, entrypoint, command } = dockerSteps()
    execFileSync('sh', ['-c', install], { cwd: app, stdio: 'pipe' })

    const [port = 0] = await freePorts(1)
    const file = writeServiceConfig(folder, {
      app,
      photos: join(folder, 'photos'),
      listen: { host: '127.0.0.1', port },
      admin: { port: 0 },
    })
    const [program = '', ...args] = [...entrypoint, ...command.slice(0, -1), file]
    const service = spawn(program, args, {
      cwd: app,
      env: { ...process.env, CLUSTER_DATABASE_URL: postgres.url },
      stdio: 'ignore',
    })
    const ended = once(service, 'exit')
    try {
      const answer = await until(
        async () => {
          const response = await fetch(`http://127.0.0.1:${port}/healthz`)
          return response.ok && response
        },
        { what: 'the service of the image' },
      )
      expect(answer.status).toBe(200)
      const openApi = await fetch(`http://127.0.0.1:${port}/api/v1/openapi.json`)
      expect(openApi.status).toBe(200)
    } finally {
      service.kill()
    }
    expect(await ended).toEqual([0, null])
  } finally {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
})
