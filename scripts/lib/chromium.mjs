// A Chromium for the browser tests: CHROME_PATH, then PATH, then, as root on Debian or Ubuntu, by apt-get together
// with the fonts that the screenshots need. Nothing is downloaded from a browser vendor.
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './child.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const MAC_APPS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** The path of an installed Chromium by `env`, or undefined. */
export function findChromium(env = process.env) {
  if (env.CHROME_PATH) return isProgram(env.CHROME_PATH) ? env.CHROME_PATH : undefined
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean)
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...candidates, ...(process.platform === 'darwin' ? MAC_APPS : [])].find(isProgram)
}

/** Finds or installs Chromium. Returns `{ path }`, or `{ problem }` with the sentence to show. */
export async function provideChromium(env = process.env) {
  if (env.CHROME_PATH && findChromium(env) === undefined) {
    return { problem: `CHROME_PATH is set to ${env.CHROME_PATH}, which is not a program.` }
  }
  const found = findChromium(env)
  if (found !== undefined) return { path: found }
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    return {
      problem:
        'The browser tests need Chromium or Chrome. Install one (on Debian or Ubuntu: ' +
        '`sudo apt-get install chromium fonts-noto-cjk`), or set CHROME_PATH to its program.',
    }
  }
  console.log('Installing Chromium by apt-get …')
  const quiet = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } }
  const update = await run('apt-get', ['update', '-q'], quiet)
  const install = await run('apt-get', ['install', '-y', '-q', 'chromium', 'fonts-noto-cjk'], quiet)
  const installed = findChromium(env)
  if (installed !== undefined) return { path: installed }
  return {
    problem: `${update.output}${install.output}\nChromium could not be installed by apt-get; see above.`,
  }
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
