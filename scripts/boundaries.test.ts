// Breaks every import boundary on purpose, with the real lint configuration in a folder shaped like the workspace,
// and sees it go red; then sees that what is allowed stays green.
import { execFileSync } from 'node:child_process'
import { copyFileSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bin, root } from './lib/paths.mjs'

interface Case {
  file: string
  source: string
}

const importing = (specifier: string) => `import * as it from '${specifier}'\nexport const used = it\n`

const forbiddenImports: [string, string][] = [
  ['packages/core/src/ticket/a.ts', 'node:fs'],
  ['packages/core/src/ticket/b.ts', '@chuishao/adapters/memory'],
  ['packages/core/src/ticket/c.ts', '@chuishao/elements'],
  ['packages/core/src/ticket/d.ts', 'lit'],
  ['packages/core/src/ticket/e.ts', 'hono'],
  ['packages/core/src/ticket/f.ts', 'kysely'],
  ['packages/core/src/ticket/g.ts', 'zod'],
  ['packages/core/src/ticket/h.ts', 'xstate'],
  ['packages/core/src/service/i.ts', 'xstate'],
  ['packages/core/src/ticket/j.ts', '../../../adapters/src/memory/index.ts'],
  ['packages/core/src/lifecycle/a.ts', 'papaparse'],
  ['packages/core/src/lifecycle/b.ts', '../../../elements/src/index.ts'],
  ['packages/core/src/ticket/k.test.ts', '@chuishao/adapters/memory'],
  ['packages/elements/src/whistle-form/a.ts', '@chuishao/adapters/http'],
  ['packages/elements/src/whistle-form/b.ts', 'node:path'],
  ['packages/elements/src/whistle-form/c.ts', 'xstate'],
  ['packages/elements/src/whistle-form/d.ts', 'hono'],
  ['packages/elements/src/whistle-form/e.ts', '../../../core/src/ticket/index.ts'],
  ['packages/adapters/src/memory/a.ts', '@chuishao/elements'],
  ['packages/adapters/src/memory/b.ts', 'lit'],
  ['packages/adapters/src/memory/c.ts', 'kysely'],
  ['packages/adapters/src/memory/d.ts', 'node:fs'],
  ['packages/adapters/src/http/a.ts', 'hono'],
  ['packages/adapters/src/http/b.ts', 'jose'],
  ['packages/adapters/src/http/c.ts', 'node:http'],
  ['packages/adapters/src/server/a.ts', 'kysely'],
  ['packages/adapters/src/server/b.ts', '@electric-sql/pglite'],
  ['packages/adapters/src/postgres/a.ts', 'hono'],
  ['packages/adapters/src/postgres/b.ts', 'jose'],
  ['packages/adapters/src/conformance/a.ts', 'vitest'],
  ['packages/adapters/src/memory/e.test.ts', '@chuishao/elements'],
]

const allowedImports: [string, string][] = [
  ['packages/core/src/lifecycle/ok.ts', 'xstate'],
  ['packages/core/src/ticket/ok.ts', 'zod/mini'],
  ['packages/core/src/service/ok.ts', '../ticket/index.ts'],
  ['packages/core/src/ticket/ok.test.ts', 'fast-check'],
  ['packages/elements/src/whistle-form/ok.ts', '@chuishao/core/ticket'],
  ['packages/elements/src/whistle-form/ok2.ts', 'lit/decorators.js'],
  ['packages/elements/src/whistle-form/ok.test.ts', '@chuishao/adapters/memory'],
  ['packages/adapters/src/postgres/ok.ts', 'kysely'],
  ['packages/adapters/src/server/ok.ts', 'hono/cors'],
  ['packages/adapters/src/memory/ok.ts', '@chuishao/core/service'],
  ['examples/portal/src/server/ok.ts', '@chuishao/elements'],
]

const impurities = [
  'Date.now()',
  'Math.random()',
  'crypto.randomUUID()',
  'globalThis.crypto',
  "fetch('/')",
  'window',
  'document',
  'process.env',
  'setTimeout(() => {}, 1)',
  'performance.now()',
]

const impureCore = impurities.map((expression, index): Case => ({
  file: `packages/core/src/time/impure${index}.ts`,
  source: `export const it: unknown = ${expression}\n`,
}))

let folder = ''
let complaints = new Map<string, string[]>()

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chuishao-boundaries-'))
  copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'))
  const cases = [...forbiddenImports, ...allowedImports].map(([file, name]) => ({
    file,
    source: importing(name),
  }))
  for (const { file, source } of [...cases, ...impureCore]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), source)
  }
  complaints = lint(folder)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('imports point one way', () => {
  test.each(forbiddenImports)('%s may not import %s', (file) => {
    expect(complaints.get(file)).toEqual(['eslint(no-restricted-imports)'])
  })

  test.each(allowedImports)('%s may import %s', (file) => {
    expect(complaints.get(file)).toBeUndefined()
  })
})

describe('core is pure', () => {
  test.each(impureCore)('no $source', ({ file }) => {
    expect(complaints.get(file)).toHaveLength(1)
    expect(complaints.get(file)?.[0]).toMatch(/no-restricted-(globals|properties)/)
  })

  test('nothing in core asks the machine for the time', () => {
    const sources = globSync('packages/core/src/**/*.ts', { cwd: root })
    expect(sources.length).toBeGreaterThan(10)
    const asking = sources.filter((file) =>
      /new Date\(\s*\)|[^.\w]Date\(\s*\)/.test(readFileSync(join(root, file), 'utf8')),
    )
    expect(asking).toEqual([])
  })
})

function lint(cwd: string): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { filename, code } of report(cwd).diagnostics) {
    if (!code.includes('no-restricted')) continue
    found.set(filename, [...(found.get(filename) ?? []), code])
  }
  return found
}

function report(cwd: string): { diagnostics: { filename: string; code: string }[] } {
  try {
    return JSON.parse(execFileSync(join(bin, 'oxlint'), ['-f', 'json'], { cwd, encoding: 'utf8' }))
  } catch (error) {
    // oxlint exits with 1 when it complains, and it is expected to.
    if (error instanceof Error && 'stdout' in error) return JSON.parse(String(error.stdout))
    throw error
  }
}
