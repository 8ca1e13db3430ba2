// Every page of the portal as each kind of person first sees it: no accessibility violation, no error, nothing cut off.
import { describe, expect, it } from 'vitest'
import { gatewayAs } from './demo-client.ts'
import { lookAt } from './look.ts'
import { setStage } from './stage.ts'
import { violations } from './violations.ts'

const stage = setStage()
const pages = [
  { path: '/', identity: 'grid-qingshan' },
  { path: '/whistle.html', identity: 'grid-qingshan' },
  { path: '/whistle.html', identity: 'building-qingshan' },
  { path: '/desk.html', identity: 'xincheng-citymgmt', opens: true },
  { path: '/desk.html', identity: 'street-yunshan' },
  { path: '/review.html', identity: 'reviewer', opens: true },
  { path: '/dispatch.html', identity: 'dispatcher', opens: true },
  { path: '/dispatch.html', identity: 'analyst' },
  { path: '/evaluate.html', identity: 'secretary-qingshan', opens: true },
  { path: '/evaluate.html', identity: 'citizen-hasi' },
]
const looks = [
  { name: 'phone, light', width: 390, colorScheme: 'light' },
  { name: 'desktop, dark', width: 1280, colorScheme: 'dark' },
] as const

describe.each(looks)('$name', ({ width, colorScheme }) => {
  it.each(pages)('$path as $identity is sound', async ({ path, identity, opens }) => {
    const { page, context, problems } = await lookAt(stage.browser, { width, colorScheme })
    await page.goto(`${stage.url}${path}?as=${identity}`)
    if (opens) {
      const [first] = (await gatewayAs(stage.url, identity).query({ limit: 1 })).items
      await page.goto(`${stage.url}${path}?as=${identity}#ticket=${first?.ticketId}`)
      await page.locator('whistle-ticket-card').getByRole('heading').first().waitFor()
    }
    await page.locator('body[data-identity]').waitFor()
    await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
    expect(await violations(page)).toEqual([])
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
    expect(overflow).toBeLessThanOrEqual(0)
    expect(problems).toEqual([])
    await context.close()
  })
})

async function open(path: string, locale = 'zh-CN', width = 1280) {
  const context = await stage.browser.newContext({ viewport: { width, height: 850 }, locale })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await page.goto(`${stage.url}${path}`)
  await page.locator('body[data-identity]').waitFor()
  return { page, context }
}

it.each([
  ['超期未签收', 'unsignedLate'],
  ['办理超期', 'handlingLate'],
])('the dispatch centre counts as %s what its tab of that name lists', async (name, figure) => {
  const { page, context } = await open('/dispatch.html?as=dispatcher')
  const tile = page.locator(`[data-figure=${figure}]`)
  expect(await tile.locator('dt').innerText()).toBe(name)
  await page.getByRole('group', { name: '筛选' }).first().getByRole('button', { name, exact: true }).click()
  const list = page.locator('whistle-ticket-list')
  await list.getByRole('heading', { name }).waitFor()
  await list.getByText(`共 ${await tile.locator('b').innerText()} 件`).waitFor()
  expect(await list.locator('.row').count()).toBeGreaterThan(0)
  await context.close()
})

it.each([
  ['/desk.html?as=xincheng-citymgmt', 390],
  ['/desk.html?as=xincheng-citymgmt', 1280],
  ['/whistle.html?as=grid-qingshan', 390],
])('an address that names no ticket says so on %s at %i px, and leads back', async (path, width) => {
  const { page, context } = await open(`${path}#ticket=nonsense`, 'zh-CN', width)
  const missing = page.locator('#card-pane').getByText('没有这张工单，或您无权查看')
  await missing.waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: '返回列表' }).click()
  await missing.waitFor({ state: 'hidden' })
  await page.locator('whistle-ticket-list').getByRole('listitem').first().waitFor()
  expect(new URL(page.url()).hash).toBe('')
  await context.close()
})

it('a card that names another ticket opens it', async () => {
  const [first, second] = (await gatewayAs(stage.url, 'dispatcher').query({ limit: 2 })).items
  const { page, context } = await open(`/dispatch.html?as=dispatcher#ticket=${first?.ticketId}`)
  const card = page.locator('whistle-ticket-card')
  await card.getByRole('heading').first().waitFor()
  await page.evaluate<void>(`document.querySelector('whistle-ticket-card').dispatchEvent(
    new CustomEvent('whistle-ticket-select', {
      bubbles: true,
      composed: true,
      detail: { ticketId: '${second?.ticketId}' },
    }),
  )`)
  await page.waitForURL(`**/dispatch.html#ticket=${second?.ticketId}`)
  expect(await card.getAttribute('ticket-id')).toBe(second?.ticketId)
  await context.close()
})

it.each(['/', '/whistle.html'])(
  '%s says in English, and only there, that the list is in Chinese',
  async (path) => {
    const { page, context } = await open(path)
    const note = page.getByText('The matter list belongs to the city and is in Chinese', { exact: false })
    expect(await note.isVisible()).toBe(false)
    await page.getByRole('button', { name: 'English' }).click()
    expect(await note.isVisible()).toBe(true)
    await context.close()
  },
)
