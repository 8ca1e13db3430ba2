/** A week in the mountains: five hundred whistles with photos, and everything that can break while they go out. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { everyTapOnce, formIsThere, tap, untilSent, waiting } from './many-taps.ts'
import { gatewayAs } from './demo-client.ts'
import { startPhone, type Phone } from './phone.ts'
import { removeDataDir, startPortal, type PortalProcess } from './portal-process.ts'
import { copyOfCity } from './seeded-city.ts'
import { openWire, type Wire } from './wire.ts'

const identity = 'grid-qingshan'
const count = 500
let dataDir: string
let portal: PortalProcess
let wire: Wire
let phone: Phone

beforeAll(async () => {
  dataDir = await copyOfCity()
  portal = await startPortal(dataDir)
  wire = await openWire(portal.url)
  phone = await startPhone()
})
afterAll(async () => {
  await phone?.close()
  await wire?.close()
  await portal?.stop()
  await removeDataDir(dataDir)
})

const open = async () => {
  const page = await phone.open(`${wire.url}/whistle.html?as=${identity}`)
  await formIsThere(page)
  return page
}

it('five hundred whistles with photos go out once each, though browser, network and service break meanwhile', async () => {
  const page = await open()
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  wire.cut()
  const taps = Array.from({ length: count }, (_, index) => ({ description: `第 ${index} 处`, photo: true }))
  await tap(page, taps)
  expect(await waiting(page)).toHaveLength(count)

  await phone.restartAfterKill()
  let again = await open()
  expect(await waiting(again)).toHaveLength(count)
  const send = async (until: number) => {
    await again.evaluate(() => document.querySelector('whistle-provider')?.gateway?.outbox?.retry())
    await expect
      .poll(async () => (await waiting(again)).length, { timeout: 300_000, interval: 500 })
      .toBeLessThan(until)
  }
  wire.heal()
  await send(400)
  wire.cut()
  wire.heal()
  await send(300)
  await portal.kill()
  portal = await startPortal(dataDir)
  wire.leadTo(portal.url)
  await send(200)
  await phone.restartAfterKill()
  again = await open()
  await send(1)
  await untilSent(again)
  await everyTapOnce(gatewayAs(portal.url, identity), taps)
})
