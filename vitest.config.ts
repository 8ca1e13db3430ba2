// Every test that runs in Node, as one project per part; the ones that draw run in Chromium by web-test-runner
// (packages/elements, and *.browser.test.ts beside it). The tier of a test is in its name: *.test.ts, *.long.test.ts (CHUISHAO_LONG=1), *.e2e.test.ts.
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './scripts/lib/longest-first.ts'

const long = process.env['CHUISHAO_LONG'] === '1'

function project(name: string, folder: string, files = 'src/**/*.test.ts') {
  return {
    test: {
      name,
      root: folder,
      include: [files],
      exclude: [
        '**/node_modules/**',
        '**/dist/**',
        '**/*.e2e.test.ts',
        '**/*.browser.test.ts',
        ...(long ? [] : ['**/*.long.test.ts']),
      ],
      testTimeout: long ? 600_000 : 20_000,
      // Loading everything anew for each file costs as much as its tests. The long round does it, so that no file leans on another.
      isolate: long,
      unstubEnvs: true,
      unstubGlobals: true,
      // Servers are started in hooks: on a busy machine that takes its time.
      hookTimeout: 60_000,
    },
  }
}

export default defineConfig({
  test: {
    globalSetup: [join(import.meta.dirname, 'packages/adapters/src/postgres/testing/new-pglite.ts')],
    sequence: { sequencer: LongestFirst },
    // On two cores the default is one worker; but many tests wait for another process.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    projects: [
      project('core', 'packages/core'),
      project('adapters', 'packages/adapters'),
      project('elements', 'packages/elements', 'src/**/*.node.test.ts'),
      project('service', 'examples/service', '**/*.test.ts'),
      project('portal', 'examples/portal', '**/*.test.ts'),
      project('cluster', 'examples/cluster'),
      project('sqlite-store', 'examples/sqlite-store'),
      project('existing-portals', 'examples/existing-portals'),
      project('open311', 'examples/open311'),
      project('scripts', 'scripts', '**/*.test.{ts,mjs}'),
      {
        test: {
          name: 'e2e',
          root: 'examples/portal',
          include: ['**/*.e2e.test.ts'],
          exclude: ['**/node_modules/**', ...(long ? [] : ['**/*.long.e2e.test.ts'])],
          globalSetup: [join(import.meta.dirname, 'examples/portal/e2e/seeded-city.ts')],
          testTimeout: long ? 900_000 : 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
