import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findChromium, provideChromium } from './chromium.mjs'

let folder = ''
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'chuishao-chromium-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function program(...path: string[]): string {
  const file = join(folder, ...path)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, '#!/bin/sh\n')
  chmodSync(file, 0o755)
  return file
}

test('Chromium is found in PATH under any of its names', () => {
  const chrome = program('b', 'google-chrome')
  expect(findChromium({ PATH: `${folder}/a:${folder}/b` })).toBe(chrome)
})

test('chromium comes before google-chrome, wherever in PATH they are', () => {
  program('a', 'google-chrome')
  const chromium = program('b', 'chromium')
  expect(findChromium({ PATH: `${folder}/a:${folder}/b` })).toBe(chromium)
})

test('CHROME_PATH comes first', async () => {
  program('a', 'chromium')
  const mine = program('mine')
  expect(findChromium({ PATH: `${folder}/a`, CHROME_PATH: mine })).toBe(mine)
  expect(await provideChromium({ PATH: '', CHROME_PATH: mine })).toEqual({ path: mine })
})

test('a CHROME_PATH that is no program is a problem, not a reason to look elsewhere', async () => {
  program('a', 'chromium')
  const provided = await provideChromium({ PATH: `${folder}/a`, CHROME_PATH: join(folder, 'gone') })
  expect(provided.problem).toContain('CHROME_PATH')
})

test('a folder or a file that may not be run is no Chromium', () => {
  mkdirSync(join(folder, 'a', 'chromium'), { recursive: true })
  writeFileSync(join(folder, 'chromium'), 'text')
  expect(findChromium({ PATH: `${folder}/a:${folder}` })).toBeUndefined()
})
