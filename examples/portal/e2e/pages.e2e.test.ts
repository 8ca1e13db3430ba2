// Every page of the portal as each kind of person first sees it: no accessibility violation, no error, nothing cut off.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { gatewayAs } from './demo-client.ts'
import { setStage } from './stage.ts'

const stage = setStage()
const axe = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

interface Violation {
  id: string
  nodes: { target: unknown }[]
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const found = await page.evaluate<Violation[]>('axe.run(document).then(({ violations }) => violations)')
  return found.map(({ id, nodes }) => `${id}: ${JSON.stringify(nodes.map(({ target }) => target))}`)
}

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
    const context = await stage.browser.newContext({
      viewport: { width, height: 850 },
      colorScheme,
      locale: 'zh-CN',
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(String(error)))
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
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
