/** What every end-to-end test plays on: a Chromium, and a portal on new data, for as long as its file runs. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { startChromium } from './browser.ts'
import { removeDataDir, startPortal, type PortalProcess } from './portal-process.ts'
import { copyOfCity } from './seeded-city.ts'

export interface Stage {
  readonly browser: Browser
  /** Address of the portal as it runs now. */
  readonly url: string
  /** Kills the portal without a goodbye and starts it again on the same data. */
  restartAfterKill(): Promise<void>
}

interface Props {
  dataDir: string
  browser: Browser
  portal: PortalProcess
}

/** Registers the hooks of the file that calls it. */
export function setStage(): Stage {
  const props: Partial<Props> = {}
  const the = <K extends keyof Props>(name: K): Props[K] => {
    const prop = props[name]
    if (prop === undefined) throw new Error(`There is no ${name} before the tests begin`)
    return prop
  }

  beforeAll(async () => {
    props.dataDir = await copyOfCity()
    const opening = startPortal(props.dataDir).then((portal) => (props.portal = portal))
    await Promise.all([startChromium().then((browser) => (props.browser = browser)), opening])
  })
  afterAll(async () => {
    await props.browser?.close()
    await props.portal?.stop()
    if (props.dataDir !== undefined) await removeDataDir(props.dataDir)
  })

  return {
    get browser() {
      return the('browser')
    },
    get url() {
      return the('portal').url
    },
    async restartAfterKill() {
      await the('portal').kill()
      props.portal = await startPortal(the('dataDir'))
    },
  }
}
