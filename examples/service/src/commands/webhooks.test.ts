// A receiver goes away for good: what an operator sees of it, and the commands of the page on webhooks as they stand there.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { readConfig } from '../config/read-config.ts'
import { send, whistle } from '../testing/ask.ts'
import {
  startPostgres,
  startReceiver,
  status,
  type Receiver,
  type TestPostgres,
} from '../testing/adapters.ts'
import { readMetrics } from '../testing/read-metrics.ts'
import type { RunningService } from '../testing/start-service.ts'
import { openTestCity, tenantId, type TestCity } from '../testing/test-city.ts'
import { webhooks } from './webhooks.ts'

const page = await readFile(join(import.meta.dirname, '../../../../docs/webhooks.md'), 'utf8')
const documented = [...page.matchAll(/npm run (?:--silent )?service -- webhooks ([^`\n]+)/g)].map(
  ([, line = '']) => line,
)
const env = { WEBHOOK_KEY: `whsec_${Buffer.alloc(32, 7).toString('base64')}` }

let city: TestCity
let postgres: TestPostgres
let receiver: Receiver
let service: RunningService
let file: string

beforeAll(async () => {
  city = await openTestCity()
  postgres = await startPostgres({ settings: { fsync: 'off' } })
  receiver = await startReceiver(status(410))
  const endpoint = { kind: 'webhook', url: receiver.url.href, keys: [{ env: 'WEBHOOK_KEY' }] }
  const config = city.config(
    { url: postgres.url },
    {
      webhooks: {
        allowHttp: true,
        allowNetworks: ['127.0.0.0/8'],
        endpoints: [
          { ...endpoint, id: 'city-bus' },
          { ...endpoint, id: 'of-nobody', units: ['xincheng-s1-c2'] },
        ],
      },
    },
  )
  file = join(city.folder, 'webhooks.json')
  await writeFile(file, JSON.stringify(config))
  vi.stubEnv('WEBHOOK_KEY', env.WEBHOOK_KEY)
  service = await city.start(config, { env })
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await city.close()
  await receiver.close()
  await postgres.stop()
})

const gauge = (wanted: string) => async () => {
  const samples = readMetrics(await (await fetch(`${service.admin}/metrics`)).text())
  return Object.fromEntries(
    samples.flatMap(({ name, labels, value }) => (name === wanted ? [[labels['endpoint'], value]] : [])),
  )
}
const disabled = gauge('whistle_outbox_endpoints_disabled')
const behind = gauge('whistle_outbox_events_behind')
const soon = { timeout: 10_000, interval: 50 }

/** What a line of the page prints and ends with. */
async function run(line: string): Promise<{ code: number; out: string }> {
  const words = line.replaceAll('150102', tenantId).split(' ')
  const at = words.indexOf('--config')
  expect(`${line}: ${words[at + 1]}`).toBe(`${line}: config.json`)
  const read = await readConfig({ file, env: process.env, cwd: city.folder })
  if (!read.ok) throw new Error('The configuration of this test has mistakes.')
  const print = vi.spyOn(console, 'log').mockImplementation(() => {})
  try {
    const code = await webhooks.run({ config: read.settings, args: words.toSpliced(at, 2) })
    return { code, out: print.mock.calls.flat().join('\n') }
  } finally {
    print.mockRestore()
  }
}

it('an endpoint that is disabled is in the metrics until the documented commands have brought it back', async () => {
  await expect.poll(disabled, soon).toEqual({ 'city-bus': 0, 'of-nobody': 0 })
  expect((await send(service.url, await city.tokenFor('grid'), whistle())).status).toBe(201)
  await expect.poll(disabled, soon).toEqual({ 'city-bus': 1, 'of-nobody': 0 })

  // Nothing is made ready for it any more: what happens is behind, and comes when it is enabled.
  expect(await behind()).toEqual({ 'city-bus': 0, 'of-nobody': 0 })
  for (let n = 0; n < 3; n += 1)
    expect((await send(service.url, await city.tokenFor('grid'), whistle())).status).toBe(201)
  await expect.poll(behind, soon).toEqual({ 'city-bus': 3, 'of-nobody': 0 })

  const results = new Map<string, { code: number; out: string }>()
  receiver.answer = status(204)
  for (const line of documented) results.set(line, await run(line))
  const codes = [...results].map(([line, { code }]) => `${line.split(' ')[0]} ${code}`)
  expect(codes).toEqual([
    'new-key 0',
    // It is disabled.
    'list 1',
    'dead 0',
    // Nothing is dead yet, nor is there a seventeenth event.
    'replay 1',
    'replay 0',
    'replay 1',
    'disable 0',
    'enable 0',
    'test 0',
  ])
  const listed = documented.find((line) => line.startsWith('list')) ?? ''
  expect(results.get(listed)?.out).toContain('"disabledFor":"gone"')
  await expect.poll(disabled, soon).toEqual({ 'city-bus': 0, 'of-nobody': 0 })
})
