/** A phone: a Chromium on a profile of its own, that can be killed and started again. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import { chromiumArgs, chromiumPath } from './browser.ts'

export interface Phone {
  readonly context: BrowserContext
  /** A page on an address; `script` runs in it before anything else. */
  open(url: string, script?: string): Promise<Page>
  /** SIGKILL, as a battery that runs out, and started again. */
  restartAfterKill(): Promise<void>
  /** Ends it and takes its profile away. */
  close(): Promise<void>
}

export async function startPhone(): Promise<Phone> {
  const profile = await mkdtemp(join(tmpdir(), 'chuishao-phone-'))
  let running = await launch(profile)
  const kill = async () => {
    const exited = once(running.child, 'exit')
    running.child.kill('SIGKILL')
    await exited
  }
  return {
    get context() {
      return running.context
    },
    async open(url, script) {
      const page = await running.context.newPage()
      await page.setViewportSize({ width: 390, height: 844 })
      page.setDefaultTimeout(20_000)
      if (script !== undefined) await page.addInitScript(script)
      await page.goto(url)
      return page
    },
    async restartAfterKill() {
      await kill()
      running = await launch(profile)
    },
    async close() {
      await kill()
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function launch(profile: string) {
  const args = [
    ...chromiumArgs(),
    '--headless=new',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    '--lang=zh-CN',
    'about:blank',
  ]
  const child = spawn(chromiumPath(), args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const found = /DevTools listening on (ws:\S+)/.exec(said)
      if (found?.[1]) resolve(found[1])
    })
    child.once('exit', () => reject(new Error(`Chromium ended:\n${said}`)))
  })
  const browser = await chromium.connectOverCDP(address)
  const [context] = browser.contexts()
  if (!context) throw new Error('Chromium has no context')
  const end = () => child.kill('SIGKILL')
  process.once('exit', end)
  child.once('exit', () => process.off('exit', end))
  return { child, context }
}
