/**
 * A grid worker in a basement: the network is cut at every step, tabs and browsers are killed, the service is restarted.
 * However it goes, each tap is at the service exactly once, or visibly waits.
 */
import type { TicketGateway } from '@chuishao/core/service'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { phonePhoto, startChromium } from './browser.ts'
import { everyTapOnce, formIsThere, tap, untilSent, waiting, type Tapped } from './many-taps.ts'
import { gatewayAs } from './demo-client.ts'
import { startPhone, type Phone } from './phone.ts'
import { removeDataDir, startPortal, type PortalProcess } from './portal-process.ts'
import { copyOfCity } from './seeded-city.ts'
import { openWire, type Wire } from './wire.ts'

const identity = 'grid-qingshan'
let dataDir: string
let portal: PortalProcess
let wire: Wire
let service: TicketGateway
const phones: Phone[] = []

beforeAll(async () => {
  dataDir = await copyOfCity()
  portal = await startPortal(dataDir)
  wire = await openWire(portal.url)
  service = gatewayAs(portal.url, identity)
})
afterAll(async () => {
  for (const phone of phones) await phone.close()
  await wire?.close()
  await portal?.stop()
  await removeDataDir(dataDir)
})

/** A phone whose worker has opened the page once while there was a network. */
async function signedIn(script?: string) {
  wire.heal()
  const phone = await startPhone()
  phones.push(phone)
  const page = await phone.open(address(), script)
  await formIsThere(page)
  // The pages are kept for the basement once the service worker has them all.
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  return { phone, page }
}

const expectOnce = (taps: Tapped[]) => everyTapOnce(service, taps)

const address = () => `${wire.url}/whistle.html?as=${identity}`

describe('without a network', () => {
  it('a whistle with a photo is saved, survives the end of the browser, and arrives once there is a network', async () => {
    const { phone, page } = await signedIn()
    wire.cut()
    const description = '地下室灯全灭'
    await whistleOffline(page, description)
    expect(await waiting(page)).toEqual([{ state: 'waiting', description }])

    await phone.restartAfterKill()
    const again = await phone.open(address())
    await formIsThere(again)
    await again.getByRole('button', { name: /我的工单/ }).click()
    const outbox = again.locator('whistle-outbox')
    await outbox.getByText(description).waitFor()
    await outbox.getByText('现在连不上服务').waitFor()
    await again.locator('whistle-ticket-list').getByText('待发送 1').waitFor()

    wire.heal()
    await outbox.getByRole('button', { name: '全部立即发送' }).click()
    await untilSent(again)
    await expectOnce([{ description, photo: true }])
    await outbox.locator('section').waitFor({ state: 'detached' })
  })

  it('lists and tickets that were seen can be read, and say how old they are', async () => {
    const { page } = await signedIn()
    await page.getByRole('button', { name: '我的工单' }).click()
    const list = page.locator('whistle-ticket-list')
    await list.locator('.row').first().waitFor()
    const title = await list.locator('.row-title').first().textContent()
    await list.locator('.row-title').first().click()
    await page.locator('whistle-ticket-card').getByRole('heading').first().waitFor()
    wire.cut()
    await page.reload()
    const card = page.locator('whistle-ticket-card')
    await card.getByText('连不上服务，这是').waitFor()
    expect(await card.getByRole('heading').first().textContent()).toContain(title?.trim())
  })
})

describe('whatever breaks on the way', () => {
  it.each([
    ['before the photo', /POST \/api\/v1\/attachments/, { request: 0 }],
    ['in the middle of the photo', /POST \/api\/v1\/attachments/, { request: 20_000 }],
    ['when the photo is answered', /POST \/api\/v1\/attachments/, 'answer'],
    ['before the command', /POST \/api\/v1\/tickets/, { request: 0 }],
    ['when the command is answered', /POST \/api\/v1\/tickets/, 'answer'],
  ] as const)('the network, %s: the whistle arrives once', async (when, fits, at) => {
    const { page } = await signedIn()
    const tapped = { description: `断在${when}`, photo: true }
    const broken = wire.breakNext(fits, at)
    await tap(page, [tapped])
    await broken
    await untilSent(page)
    await expectOnce([tapped])
  })

  it('the tab and the service, both killed while twenty whistles go out: each arrives once, in whatever tab is left', async () => {
    const { phone, page } = await signedIn()
    const other = await phone.open(address())
    await formIsThere(other)
    wire.cut()
    const taps = Array.from({ length: 20 }, (_, index) => ({
      description: `成批 ${index}`,
      photo: index % 2 === 0,
    }))
    await tap(page, taps.slice(0, 10))
    await tap(other, taps.slice(10))
    wire.heal()
    await page.evaluate(() => document.querySelector('whistle-provider')?.gateway?.outbox?.retry())
    await expect.poll(async () => (await waiting(other)).length).toBeLessThan(20)
    await page.close()
    await portal.kill()
    portal = await startPortal(dataDir)
    wire.leadTo(portal.url)
    service = gatewayAs(portal.url, identity)
    await other.evaluate(() => document.querySelector('whistle-provider')?.gateway?.outbox?.retry())
    await untilSent(other)
    await expectOnce(taps)
  })

  it('a clock that is a day wrong, and a sign-in that ended meanwhile', async () => {
    const { page } = await signedIn('const now = Date.now; Date.now = () => now() + 86_400_000')
    wire.cut()
    const tapped = { description: '钟差一天' }
    await tap(page, [tapped])
    await page.route('**/demo/token', (route) =>
      route.fulfill({ json: { token: 'over', expiresAt: '2020-01-01T00:00:00.000Z' } }),
    )
    wire.heal()
    const outbox = page.locator('whistle-outbox')
    await page.getByRole('button', { name: /我的工单/ }).click()
    await outbox.getByRole('button', { name: '全部立即发送' }).click()
    await outbox.getByText('登录已过期').waitFor()
    expect(await waiting(page)).toMatchObject([tapped])
    await page.unroute('**/demo/token')
    await outbox.getByRole('button', { name: '去登录' }).click()
    await page.locator(`#identity [data-identity=${identity}]`).click()
    await formIsThere(page)
    await untilSent(page)
    await expectOnce([tapped])
  })

  it('a phone that is handed on: its person decides what becomes of what waits', async () => {
    const { page } = await signedIn()
    wire.cut()
    const tapped = { description: '换人前还没发出' }
    await tap(page, [tapped])
    const question = page.getByRole('dialog', { name: '还有 1 项没有送达' })
    const handOn = () => handOver(page, question)
    await handOn()
    await question.getByRole('button', { name: '先不换人' }).click()
    await handOn()
    await question.getByRole('button', { name: '丢弃' }).click()
    await page.getByRole('dialog', { name: '确定丢弃' }).getByRole('button', { name: '先不换人' }).click()
    expect(await page.getAttribute('body', 'data-identity')).toBe(identity)
    expect(await waiting(page)).toMatchObject([tapped])

    await handOn()
    // Before, it might go out by itself, and nobody would be asked.
    wire.heal()
    await question.getByRole('button', { name: '先发送，再换人' }).click()
    await page.locator('body[data-identity=secretary-qingshan]').waitFor()
    await formIsThere(page)
    await expectOnce([tapped])
  })

  it('a phone that is handed on with a form half filled in: its person is asked, and the next one finds nothing of it', async () => {
    const { page } = await signedIn()
    const description = page.locator('whistle-form').getByLabel('补充说明')
    await description.fill('还没写完的一件事')
    // Written down while it is typed, at most this much later.
    await page.waitForTimeout(500)
    const question = page.getByRole('dialog', { name: '没填完的吹哨' })
    const handOn = () => handOver(page, question)
    await handOn()
    await question.getByRole('button', { name: '先不换人' }).click()
    expect(await description.inputValue()).toBe('还没写完的一件事')
    await handOn()
    await question.getByRole('button', { name: '删除并换人' }).click()
    await page.locator('body[data-identity=secretary-qingshan]').waitFor()
    await formIsThere(page)
    expect(await description.inputValue()).toBe('')
    expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain('还没写完')
  })

  it('no room for another photo: it is refused in words, and nothing that waits is lost', async () => {
    wire.heal()
    const browser = await startChromium()
    const context = await browser.newContext()
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    // Before the database opens: Chromium remembers for a while how much room there is.
    await devtools.send('Storage.overrideQuotaForOrigin', { origin: wire.url, quotaSize: 2_500_000 })
    await page.goto(address())
    await formIsThere(page)
    wire.cut()
    const saved = [{ description: '空间将满', photo: true }]
    await tap(page, saved)
    let refusal = ''
    for (let count = 1; refusal === '' && count < 60; count += 1) {
      const next = { description: `放不下了 ${count}`, photo: true }
      try {
        await tap(page, [next])
        saved.push(next)
      } catch (error) {
        refusal = String(error)
      }
    }
    expect(refusal).toContain('no room left')
    await devtools.send('Storage.overrideQuotaForOrigin', { origin: wire.url })
    expect((await waiting(page)).map((it) => it.description)).toEqual(saved.map((it) => it.description))
    wire.heal()
    await page.evaluate(() => document.querySelector('whistle-provider')?.gateway?.outbox?.retry())
    await untilSent(page)
    await expectOnce(saved)
    await browser.close()
  })
})

/** Through the form, by hand. */
/** Picks another person, until the portal asks something first. */
async function handOver(page: Page, question: Locator): Promise<void> {
  await page.locator('#identity summary').click()
  await page.locator('#identity [data-identity=secretary-qingshan]').click()
  await question.waitFor()
}

async function whistleOffline(page: Page, description: string): Promise<void> {
  const form = page.locator('whistle-form')
  await form.getByRole('combobox', { name: '什么事' }).pressSequentially('路灯')
  await form.getByRole('listbox').getByRole('option').first().click()
  await form
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'street.jpg', mimeType: 'image/jpeg', buffer: await phonePhoto(1) })
  await form.getByRole('button', { name: '删除第 1 张照片' }).waitFor()
  await form.getByLabel('地址或位置说明').fill('东街 12 号楼地下室')
  await form.getByLabel('补充说明').fill(description)
  await form.getByRole('button', { name: '吹哨', exact: true }).click()
  await form.getByRole('heading', { name: '已保存在本机' }).waitFor()
}
