// The README's five lines of HTML, and what docs/offline.md tells to write, in an old portal's page: GBK, tables, no build,
// no inline code, a strict policy.
import type { BrowserContext, Page } from 'playwright-core'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { bundledSnippet, whistleInTheBasement } from './basement.ts'
import { phonePhoto } from './browser.ts'
import { copy } from './clipboard.ts'
import { gatewayAs, tokenOf } from './demo-client.ts'
import { embeddingIn, openOldPortal } from './old-portal.ts'
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

it('works without a network from three scripts, no build and no inline code', async () => {
  const embedding = await embeddingIn('docs/offline.md')
  await whistleInTheBasement(page, { url: stage.url, embedding, description: '三个脚本：井盖破损' })
})

it('works without a network from what a bundler makes of the modules', async () => {
  const { html } = await embeddingIn('docs/offline.md')
  const embedding = {
    html: html.replace(/<script src="\/(?!chuishao\.js|connect).*\n/g, ''),
    script: await bundledSnippet('docs/offline.md'),
    scriptType: 'text/javascript; charset=utf-8',
  }
  // What the page of a bundler has of its own.
  await page.addInitScript(
    `globalThis.token = () => sessionStorage.getItem('token'); globalThis.signedInAccount = 'demo'`,
  )
  await whistleInTheBasement(page, { url: stage.url, embedding, description: '打包：井盖破损' })
})

/** As a work group's messages are copied; all invented. */
const chat = [
  '苏日娜 2026-11-23 10:32:15',
  '锦绣花园3号楼2单元门口井盖丢了，昨晚八点左右发现的[捂脸]',
  '[图片]',
  '物业小李 2026-11-23 10:33:02',
  '@苏日娜 收到',
  '王女士 2026-11-23 10:34:00',
  '可以联系我，电话13800000000',
].join('\n')

const form = () => page.locator('whistle-form')

it('is filled by a paste of what was copied from a work group, and whistles it with one press', async () => {
  const fetched: string[] = []
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname))
  const problems = await open()
  await copy(page, chat, { picture: true })
  await form().getByLabel('补充说明').focus()
  await page.keyboard.press('Control+V')

  await form().getByRole('heading', { name: '已从群聊填入' }).waitFor()
  expect(fetched).toContain('/chuishao-chat.js')
  expect(await form().getByRole('combobox', { name: '什么事' }).inputValue()).toContain('井盖')
  expect(await form().getByLabel('地址或位置说明').inputValue()).toBe('锦绣花园3号楼2单元门口')
  await form().getByRole('button', { name: '删除第 1 张照片' }).waitFor()

  const sent = page.waitForResponse((it) => it.url().endsWith('/commands'))
  await form().getByRole('button', { name: '吹哨', exact: true }).click()
  const ticketId = /tickets\/([0-9a-f-]+)\/commands$/.exec((await sent).url())?.[1] ?? ''
  await form().getByRole('heading', { name: '哨已吹响' }).waitFor()
  const view = await gatewayAs(stage.url, 'grid-qingshan').get(ticketId)
  expect(view?.ticket.draft).toMatchObject({
    matterCode: 'JG-01',
    location: { address: '锦绣花园3号楼2单元门口' },
    contact: { phone: '13800000000' },
  })
  expect(view?.ticket.draft.attachments).toHaveLength(1)
  expect(view?.ticket.draft.description).toBe(
    '锦绣花园3号楼2单元门口井盖丢了，昨晚八点左右发现的\n可以联系我\n发生时间：2026-11-22 20:00 前后（“昨晚八点左右”）',
  )
  expect(problems).toEqual([])
})

it('reads a phone’s clipboard with one press, and takes everything back with another', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  const problems = await open()
  await copy(page, chat)
  await form().getByRole('button', { name: '从群聊导入' }).click()
  await form().getByRole('button', { name: '读取剪贴板' }).click()
  await form().getByRole('button', { name: '锦绣花园3号楼2单元门口' }).waitFor()
  expect(await form().getByRole('button', { name: '13800000000' }).getAttribute('aria-pressed')).toBe('true')
  await form().getByRole('button', { name: '全部撤销' }).click()
  expect(await form().getByLabel('补充说明').inputValue()).toBe('')
  expect(await form().getByLabel('地址或位置说明').inputValue()).toBe('')
  expect(problems).toEqual([])
})

it('leaves the form as it was where the file that reads chats is missing', async () => {
  await open()
  await page.route('**/chuishao-chat.js', (route) => route.fulfill({ status: 404 }))
  await form().getByRole('button', { name: '从群聊导入' }).click()
  await form().getByRole('alert').getByText('网络或服务出现问题').waitFor()
  expect(await form().getByLabel('补充说明').inputValue()).toBe('')
})
