// What the page on architecture names is there: folders, problems with their status, tests and the catalogue's rules.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import * as conformance from '../../packages/adapters/src/conformance/index.ts'
import { faceProblems } from '../../packages/adapters/src/server/problems.ts'
import { routes } from '../../packages/adapters/src/server/routes/routes.ts'
import { root } from '../lib/paths.mjs'

const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8')
const section = (title: string) => page.split('\n## ').find((it) => it.startsWith(`${title}\n`)) ?? ''

it.each(['packages/core/src', 'packages/adapters/src'])('the folders of %s are there', (folder) => {
  const [, table = ''] = section('Folders').split(`| \`${folder}\``)
  const rows = table.split('\n\n')[0] ?? ''
  const named = [...rows.matchAll(/`([a-z0-9-]+)\/`/g)].map(([, name]) => name ?? '')
  expect(named.length).toBeGreaterThan(5)
  const there = new Set(readdirSync(join(root, folder)))
  expect(named.filter((it) => !there.has(it))).toEqual([])
})

it('every problem that it names is one, with that status', () => {
  const named = [...section('What HTTP promises').matchAll(/(\d{3}) `([a-zA-Z]+)`/g)]
  expect(named.length).toBeGreaterThan(8)
  const known: Record<string, { status: number }> = faceProblems
  for (const [, status, code = ''] of named)
    expect([code, known[code]?.status]).toEqual([code, Number(status)])
})

it('the addresses that it names are routes', () => {
  const paths = Object.values(routes).map((it): string => it.path)
  for (const [address] of section('What HTTP promises').matchAll(/\/api\/v1\/[\w./-]+/g))
    expect(paths).toContain(address)
})

it('the files that it names are there', () => {
  expect(existsSync(join(root, 'scripts/boundaries.test.ts'))).toBe(true)
  expect(existsSync(join(root, 'packages/adapters/src/postgres/catalogue.test.ts'))).toBe(true)
  const suites = [...page.matchAll(/`(\w+Conformance)`/g)].map(([, name]) => name)
  expect(suites.toSorted()).toEqual(
    Object.keys(conformance)
      .filter((name) => name.endsWith('Conformance'))
      .toSorted(),
  )
})
