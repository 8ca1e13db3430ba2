/** Runs the elements, and what of the adapters only a browser has, in a real Chromium: source as it is, compiled file by file, one browser at a time. */
import { accessSync, constants } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { esbuildPlugin } from '@web/dev-server-esbuild'
import { chromeLauncher } from '@web/test-runner-chrome'

const here = dirname(fileURLToPath(import.meta.url))

const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const findChromium = () => {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
  const folders = (process.env.PATH ?? '').split(delimiter)
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable)
}

const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-gpu',
]
// Chromium refuses its sandbox to root, as in most containers; everybody else keeps it.
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []

export default {
  rootDir: resolve(here, '../..'),
  files: [
    join(here, 'src/**/*.test.ts'),
    '!' + join(here, 'src/**/*.node.test.ts'),
    join(here, '../adapters/src/**/*.browser.test.ts'),
  ],
  nodeResolve: { exportConditions: ['browser', 'development'], extensions: ['.ts', '.mjs', '.js'] },
  concurrency: 1,
  concurrentBrowsers: 1,
  browsers: [
    chromeLauncher({
      concurrency: 1,
      launchOptions: { executablePath: findChromium(), args: [...sandbox, ...quiet] },
    }),
  ],
  plugins: [esbuildPlugin({ ts: true, json: true, target: 'es2022', tsconfig: join(here, 'tsconfig.json') })],
  testFramework: { config: { timeout: '8000' } },
  filterBrowserLogs: ({ args }) => !String(args[0]).includes('Lit is in dev mode'),
}
