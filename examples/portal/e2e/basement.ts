/** What docs/offline.md tells a portal to write, tried by a person without a network. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { build } from 'tsup'
import { expect } from 'vitest'
import { phonePhoto } from './browser.ts'
import { gatewayAs, tokenOf } from './demo-client.ts'
import { openOldPortal, type Embedding } from './old-portal.ts'

const identity = 'grid-qingshan'

/** Whistles by hand without a network, sees it wait, and sees it arrive. */
export async function whistleInTheBasement(
  page: Page,
  { url, embedding, description }: { url: string; embedding: Embedding; description: string },
): Promise<void> {
  const context = page.context()
  const token = await tokenOf(url, identity)
  const problems = await openOldPortal(page, { url, token, embedding })
  const form = page.locator('whistle-form').first()
  await form.getByRole('combobox', { name: '什么事' }).waitFor()
  await context.setOffline(true)
  await form.getByRole('combobox', { name: '什么事' }).pressSequentially('井盖')
  await form.getByRole('listbox').getByRole('option').first().click()
  await form
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'street.jpg', mimeType: 'image/jpeg', buffer: await phonePhoto(3) })
  await form.getByRole('button', { name: '删除第 1 张照片' }).waitFor()
  await form.getByLabel('地址或位置说明').fill('东街 12 号楼地下室')
  await form.getByLabel('补充说明').fill(description)
  await form.getByRole('button', { name: '吹哨', exact: true }).click()
  await form.getByRole('heading', { name: '已保存在本机' }).waitFor()

  const outbox = page.locator('whistle-outbox')
  await outbox.getByRole('heading', { name: '待发送 1 项' }).waitFor()
  await outbox.getByRole('button', { name: '修改' }).click()
  const correcting = outbox.getByRole('dialog').locator('whistle-form')
  await correcting.getByLabel('补充说明').fill(`${description}，已放警示牌`)
  await correcting.getByRole('button', { name: '吹哨', exact: true }).click()
  await outbox.getByText('已放警示牌').waitFor()

  await context.setOffline(false)
  await form.getByRole('heading', { name: '哨已吹响' }).waitFor()
  await outbox.locator('section').waitFor({ state: 'detached' })
  const { items } = await gatewayAs(url, identity).query({ limit: 200 })
  const found = items.filter(({ excerpt }) => excerpt.startsWith(description))
  expect(found).toMatchObject([{ version: 1, excerpt: `${description}，已放警示牌`, photo: {} }])
  expect(problems.filter((it) => !it.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
}

/** The guide's first block of JavaScript, as a bundler makes a script of it. */
export async function bundledSnippet(path: string): Promise<string> {
  const [, code] =
    /^```js\n([\s\S]*?)^```/m.exec(await readFile(new URL(`../../../${path}`, import.meta.url), 'utf8')) ?? []
  if (code === undefined) throw new Error(`${path} does not say what a bundled page writes.`)
  // Inside the example, so that packages resolve as they do for it.
  const folder = await mkdtemp(join(import.meta.dirname, 'snippet-'))
  try {
    await writeFile(join(folder, 'connect.ts'), code)
    await build({
      entry: [join(folder, 'connect.ts')],
      outDir: folder,
      format: 'iife',
      platform: 'browser',
      noExternal: [/./],
      config: false,
      silent: true,
    })
    return await readFile(join(folder, 'connect.global.js'), 'utf8')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
