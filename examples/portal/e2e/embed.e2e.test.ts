// The README's five lines of HTML in an old portal's page: GBK, tables, no build, no inline code, a strict policy.
import type { BrowserContext, Page } from 'playwright-core'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { phonePhoto } from './browser.ts'
import { gatewayAs, tokenOf } from './demo-client.ts'
import { openOldPortal } from './old-portal.ts'
import { setStage } from './stage.ts'
import { whistle } from './whistling.ts'

const stage = setStage()
let context: BrowserContext
let page: Page

beforeEach(async () => {
  context = await stage.browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'zh-CN' })
  page = await context.newPage()
  page.setDefaultTimeout(20_000)
})
afterEach(() => context.close())

const open = async () =>
  openOldPortal(page, { url: stage.url, token: await tokenOf(stage.url, 'grid-qingshan') })
const matter = () => page.getByRole('combobox', { name: '什么事' })

it('whistles from the form that the README embeds, and the list beside it shows the ticket', async () => {
  const fetched: string[] = []
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname))
  const problems = await open()
  expect(await page.evaluate('document.characterSet')).toBe('GBK')

  const list = page.locator('whistle-ticket-list')
  await list.getByRole('heading', { name: '我的工单' }).waitFor()
  await matter().waitFor()
  expect(fetched).not.toContain('/chuishao-search.js')

  const ticketId = await whistle(
    { page },
    {
      matter: 'jgqs',
      description: '从旧门户吹哨：东门外井盖破损',
      address: '青杉社区东门外',
      photo: await phonePhoto(7),
    },
  )
  expect(fetched).toContain('/chuishao-search.js')
  await list.getByRole('button', { name: '有 1 件新工单' }).click()
  const line = list.getByRole('listitem').filter({ hasText: '从旧门户吹哨' }).first()
  // A dot of the scripts' own: not garbled by the page's encoding.
  expect(await line.innerText()).toContain('尚未签收 ·')

  const view = await gatewayAs(stage.url, 'grid-qingshan').get(ticketId)
  expect(view?.ticket).toMatchObject({ status: 'whistled', draft: { matterCode: 'JG-01' } })
  expect(problems).toEqual([])
})

it('still finds a matter by its letters where the search file is missing', async () => {
  await open()
  await page.route('**/chuishao-search.js', (route) => route.fulfill({ status: 404 }))
  await matter().pressSequentially('井盖')
  const options = page.getByRole('listbox').getByRole('option')
  await options.first().waitFor()
  expect(await options.first().innerText()).toContain('井盖缺失')
})
