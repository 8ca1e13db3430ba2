/**
 * What working offline costs in a real Chromium on the real portal: from the tap to "saved on this device" against a bare
 * put of the same photo, and how fast what waits goes out, against the same requests without the offline layer. They take
 * turns, so that a busy machine slows all alike.
 */
import { cpus } from 'node:os'
import process from 'node:process'
import { median, report } from '../../../packages/core/bench/side-by-side.ts'
import { phonePhoto } from '../e2e/browser.ts'
import { tokenOf } from '../e2e/demo-client.ts'
import { startPhone } from '../e2e/phone.ts'
import { newDataDir, removeDataDir, startPortal } from '../e2e/portal-process.ts'
import { openWire } from '../e2e/wire.ts'
import { drain, prepare, queue, sendBare, tapsToSaved, type Many } from './whistles.ts'

const count = Number(process.env['BENCH_WHISTLES'] ?? 500)
const taps = Number(process.env['BENCH_TAPS'] ?? 200)
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3)
const photoBytes = 300_000
const identity = 'grid-qingshan'

const dataDir = await newDataDir()
const portal = await startPortal(dataDir)
const wire = await openWire(portal.url)

/** A phone that has nothing on it yet. */
async function openPhone() {
  const phone = await startPhone()
  const page = await phone.open(`${wire.url}/whistle.html?as=${identity}`)
  page.setDefaultTimeout(600_000)
  await page.locator('whistle-form').getByRole('combobox', { name: '什么事' }).waitFor()
  await prepare(page, { token: await tokenOf(portal.url, identity), jpeg: await phonePhoto(1) })
  return { phone, page }
}

const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`
const percentile = (values: number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Number.NaN
const row = (values: number[]) => ({
  'median ms': +median(values).toFixed(1),
  'p95 ms': +percentile(values, 0.95).toFixed(1),
})

const first = await openPhone()
wire.cut()
const tapped = await tapsToSaved(first.page, { count: taps, photoBytes })
const of = (what: keyof (typeof tapped)[number]) => tapped.map((it) => it[what])
const times = (to: 'strict' | 'relaxed') => median(tapped.map((it) => it.tap / it[to]))
report(
  `From the tap to "saved on this device", photo of 300 kB, ${taps} taps, ${machine}`,
  {
    'photo taken and accepted': row(of('take')),
    'tap to saved': row(of('tap')),
    'bare put, flushed to the disk': row(of('strict')),
    'bare put, not flushed': row(of('relaxed')),
  },
  [
    [`tap to saved, p95 < 100 ms`, percentile(of('tap'), 0.95) < 100],
    [`tap to saved ≤ 2 × bare put, both flushed (${times('strict').toFixed(2)})`, times('strict') <= 2],
    [`tap to saved ≤ 2 × bare put, not flushed (${times('relaxed').toFixed(2)})`, times('relaxed') <= 2],
  ],
)
// The bare puts fill the database as nothing does on a phone: what waits goes out from another one.
await first.phone.close()
wire.heal()

for (const [name, many] of [
  ['without photos', { count, photoBytes: 0 }],
  ['with a photo of 300 kB each', { count, photoBytes }],
] satisfies [string, Many][]) {
  const { phone, page } = await openPhone()
  const speeds: { bare: number; offline: number }[] = []
  for (let round = 0; round < rounds; round += 1) {
    const bare = await sendBare(page, many)
    wire.cut()
    await queue(page, many)
    wire.heal()
    const offline = await drain(page)
    speeds.push({ bare: (count / bare) * 1000, offline: (count / offline) * 1000 })
  }
  await phone.close()
  const ratio = median(speeds.map(({ bare, offline }) => offline / bare))
  report(
    `${count} whistles that waited, ${name}, ${machine}`,
    {
      'bare HTTP': { 'per second': Math.round(median(speeds.map(({ bare }) => bare))) },
      drained: { 'per second': Math.round(median(speeds.map(({ offline }) => offline))) },
    },
    [[`drained ≥ 0.8 × bare HTTP (${ratio.toFixed(2)})`, ratio >= 0.8]],
  )
}

await wire.close()
await portal.stop()
await removeDataDir(dataDir)
process.exit()
