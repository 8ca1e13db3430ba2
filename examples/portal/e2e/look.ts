/** A page in Chromium of one width and colour, with everything that goes wrong on it. */
import type { Browser, BrowserContext, Page } from 'playwright-core'

export interface Look {
  /** In pixels. */
  width: number
  colorScheme: 'light' | 'dark'
}

export interface Seen {
  page: Page
  context: BrowserContext
  /** Errors of the page and on its console. */
  problems: string[]
}

export async function lookAt(browser: Browser, { width, colorScheme }: Look): Promise<Seen> {
  const context = await browser.newContext({
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
  return { page, context, problems }
}
