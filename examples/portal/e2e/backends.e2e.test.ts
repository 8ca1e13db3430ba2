// One page, one backend after the other behind the same elements, switched without loading the page anew.
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { phonePhoto } from './browser.ts'
import { lookAt, type Look } from './look.ts'
import { all, choose as pick, search, type } from './person.ts'
import { setStage } from './stage.ts'
import { violations } from './violations.ts'

const stage = setStage()
async function open(look: Look) {
  const seen = await lookAt(stage.browser, look)
  await seen.page.goto(`${stage.url}/backends.html`)
  await seen.page.locator('body[data-backend=http]').waitFor()
  return seen
}

async function choose(page: Page, id: string) {
  await page.locator(`#backends input[value=${id}]`).check()
  await page.locator(`body[data-backend=${id}]`).waitFor()
}

async function actAs(page: Page, person: string) {
  await page.locator('#backend-person').selectOption(person)
  await page.locator('body:not([data-backend=""])').waitFor()
}

const list = (page: Page) => page.locator('whistle-ticket-list')

async function whistle(page: Page, matter: string, words: string, photo?: Buffer) {
  const form = page.locator('whistle-form')
  await form.getByRole('combobox', { name: '什么事' }).pressSequentially(matter)
  await form.getByRole('listbox').getByRole('option').first().click()
  if (photo) {
    const file = { name: 'street.jpg', mimeType: 'image/jpeg', buffer: photo }
    await form.locator('input[type=file]').first().setInputFiles(file)
    await form.getByRole('button', { name: '删除第 1 张照片' }).waitFor()
  }
  await form.getByLabel('地址或位置说明').fill('示例路1号')
  await form.getByLabel('补充说明').fill(words)
  await form.getByRole('button', { name: '吹哨', exact: true }).click()
  await form.getByRole('heading', { name: '哨已吹响' }).waitFor()
  const mine = page.locator('[data-view-button=mine]')
  if (await mine.isVisible()) await mine.click()
  await page.getByRole('button', { name: '全部', exact: true }).click()
}

describe('one page on any backend', () => {
  it.each([
    ['http', '路灯'],
    ['offline', '路灯'],
    ['local', '路灯'],
    ['ruoyi', '路灯'],
    ['chengguan', '路灯'],
    ['open311', '路灯'],
  ])('whistles and lists on %s', async (id, matter) => {
    const { page, problems, context } = await open({ width: 1280, colorScheme: 'light' })
    await choose(page, id)
    await whistle(page, matter, `后端 ${id} 的一件事`)
    await list(page).getByRole('listitem').filter({ hasText: matter }).first().waitFor()
    // A list that loads again is dimmed.
    await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
    expect(await violations(page)).toEqual([])
    expect(problems).toEqual([])
    await context.close()
  })

  it('keeps apart what lies on each, and shows it again where one comes back', async () => {
    const { page, problems, context } = await open({ width: 1280, colorScheme: 'dark' })
    await choose(page, 'local')
    await list(page).locator('.empty').waitFor()
    await whistle(page, '路灯', '只在这一页')
    await list(page).getByRole('listitem').first().waitFor()
    await choose(page, 'ruoyi')
    await choose(page, 'chengguan')
    await choose(page, 'local')
    await page.getByRole('button', { name: '全部', exact: true }).click()
    await list(page).getByRole('listitem').first().waitFor()
    expect(await list(page).locator('.row-title').count()).toBe(1)
    expect(problems).toEqual([])
    await context.close()
  })

  it('is answered on an existing portal, which offers what it can do and no more', async () => {
    const { page, problems, context } = await open({ width: 390, colorScheme: 'light' })
    await choose(page, 'ruoyi')
    await actAs(page, 'grid-b')
    await whistle(page, '物业', '物业不管')
    await list(page).getByRole('listitem').first().getByRole('button').first().click()
    const card = page.locator('whistle-ticket-card')
    await card.getByRole('heading').first().waitFor()
    expect(await violations(page)).toEqual([])
    await page.getByText('← 返回列表').click()

    await actAs(page, 'handler-housing')
    await page.getByRole('button', { name: '全部', exact: true }).click()
    await list(page).getByRole('listitem').first().getByRole('button').first().click()
    await card.getByRole('button', { name: '应哨签收', exact: true }).click()
    await card.getByRole('button', { name: /^提交/ }).first().waitFor()
    await card.getByRole('button', { name: '申请延期', exact: true }).waitFor()
    // The portal takes no comments, and parks nothing.
    expect(await card.getByRole('button', { name: /留言|挂账/ }).count()).toBe(0)
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
    expect(overflow).toBeLessThanOrEqual(0)
    expect(problems).toEqual([])
    await context.close()
  })
})

describe('an existing portal behind the same form, list, card and rating', () => {
  const centre: Turn = [
    'centre',
    '改派',
    all(search('改派至', '示例区城市管理局'), type('原因', '按权责清单')),
  ]
  const handling: Turn[] = [
    ['handler-cm', '应哨签收'],
    ['handler-cm', '提交办理结果', all(pick('办理结果', '已解决'), type('内容', '已更换井盖'))],
  ]
  const rating: Turn = [
    'grid-a',
    '评哨',
    async (form) => {
      await form.getByRole('radio', { name: '已解决', exact: true }).check()
      await form.getByRole('radio', { name: '满意', exact: true }).check()
    },
  ]
  it.each<[string, Look, Turn[], string]>([
    ['ruoyi', { width: 390, colorScheme: 'light' }, [...handling, rating], '已评哨'],
    [
      'chengguan',
      { width: 1280, colorScheme: 'dark' },
      [centre, ...handling, ['grid-a', '确认结果'], rating],
      '社区评价',
    ],
  ])('whistles, lists, answers and rates on %s, with a photo that a reload shows again', async (...row) => {
    const [id, look, turns, end] = row
    const { page, problems, context } = await open(look)
    await choose(page, id)
    await actAs(page, 'grid-a')
    await whistle(page, '井盖', '井盖破损，夜间看不见', await phonePhoto(7))
    // The portal's own number, as the identifier that leads to it on any device.
    expect(await page.locator('whistle-form code').textContent()).toMatch(/^00000000-0000-8/)
    const card = page.locator('whistle-ticket-card')
    for (const [person, action, fill] of turns) {
      await actAs(page, person)
      await openFirst(page)
      if (action === '改派') await card.getByText('等待指挥调度中心派给承办单位').waitFor()
      await card.getByRole('button', { name: action, exact: true }).first().click()
      if (fill) {
        const dialog = card.getByRole('dialog')
        await fill(dialog)
        await dialog.getByRole('button', { name: action, exact: true }).click()
        await dialog.waitFor({ state: 'hidden' })
      } else await card.getByRole('button', { name: action, exact: true }).waitFor({ state: 'detached' })
    }
    await card.getByText(end).first().waitFor()
    expect(await violations(page)).toEqual([])

    // The same ticket on a page that has seen none of its photos yet.
    await page.reload()
    await page.locator(`body[data-backend=${id}]`).waitFor()
    // Photos are fetched when they come into sight.
    await card.getByRole('heading', { name: '情况' }).scrollIntoViewIfNeeded()
    const shown = card.locator('img').first()
    await shown.scrollIntoViewIfNeeded()
    expect(await shown.evaluate((it) => Reflect.get(it, 'naturalWidth'))).toBe(800)
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
    expect(overflow).toBeLessThanOrEqual(0)
    expect(problems).toEqual([])
    await context.close()
  })
})

/** Who does what next, and what they fill in. */
type Turn = [person: string, action: string, fill?: (form: Locator) => Promise<void>]

async function openFirst(page: Page) {
  const mine = page.locator('[data-view-button=mine]')
  if (await mine.isVisible()) await mine.click()
  await page.getByRole('button', { name: '全部', exact: true }).click()
  await list(page).getByRole('listitem').first().getByRole('button').first().click()
}
