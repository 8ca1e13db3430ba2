// One page, one backend after the other behind the same elements, switched without loading the page anew.
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { lookAt, type Look } from './look.ts'
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

async function whistle(page: Page, matter: string, words: string) {
  const form = page.locator('whistle-form')
  await form.getByRole('combobox', { name: '什么事' }).pressSequentially(matter)
  await form.getByRole('listbox').getByRole('option').first().click()
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
    ['mapped', '路灯'],
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
    await choose(page, 'mapped')
    await choose(page, 'local')
    await page.getByRole('button', { name: '全部', exact: true }).click()
    await list(page).getByRole('listitem').first().waitFor()
    expect(await list(page).locator('.row-title').count()).toBe(1)
    expect(problems).toEqual([])
    await context.close()
  })

  it('is answered on the existing portal, which offers what it can do and no more', async () => {
    const { page, problems, context } = await open({ width: 390, colorScheme: 'light' })
    await choose(page, 'mapped')
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
    expect(await card.getByRole('button', { name: /延期|挂起/ }).count()).toBe(0)
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
    expect(overflow).toBeLessThanOrEqual(0)
    expect(problems).toEqual([])
    await context.close()
  })
})
