import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findPostgres, providePostgres } from './postgres.mjs'

let folder = ''
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'chuishao-find-pg-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function programs(...path: string[]): string {
  const bin = join(folder, ...path)
  mkdirSync(bin, { recursive: true })
  for (const name of ['initdb', 'postgres', 'pg_isready']) {
    writeFileSync(join(bin, name), '#!/bin/sh\n')
    chmodSync(join(bin, name), 0o755)
  }
  return bin
}

test("Debian's newest version is taken, by number and not by letter", () => {
  programs('9', 'bin')
  const newest = programs('15', 'bin')
  expect(findPostgres({ PATH: '' }, folder)).toBe(newest)
})

test('elsewhere the PATH is searched', () => {
  const bin = programs('local')
  expect(findPostgres({ PATH: `${folder}/none:${bin}` }, join(folder, 'nothing'))).toBe(bin)
})

test('POSTGRES_BIN comes first, and one without the programs is a problem', async () => {
  programs('15', 'bin')
  const mine = programs('mine')
  expect(findPostgres({ PATH: '', POSTGRES_BIN: mine }, folder)).toBe(mine)
  const provided = await providePostgres({ PATH: '', POSTGRES_BIN: join(folder, 'gone') })
  expect(provided.problem).toContain('POSTGRES_BIN')
})
