import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readMoveOptions, usage } from './move-options.ts'

const to = 'postgres://whistle@127.0.0.1/whistle'
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chuishao-move-options-'))
  mkdirSync(join(folder, 'database', 'data'), { recursive: true })
  mkdirSync(join(folder, 'photos'))
})

afterAll(() => rmSync(folder, { recursive: true }))

test('takes a portal directory as well as the database in it, relative to where one is', () => {
  const photos = { directory: join(folder, 'photos'), guessed: true }
  const expected = { directory: join(folder, 'database'), url: to, photos }
  expect(readMoveOptions(['--from', '.', '--to', to], {}, folder)).toEqual(expected)
  expect(readMoveOptions(['--from', join(folder, 'database')], { DATABASE_URL: to }, '/')).toEqual(expected)
})

test('takes where the photos are as it is said', () => {
  const photosOf = (...said: string[]) => {
    const options = readMoveOptions(['--from', '.', '--to', to, ...said], {}, folder)
    return typeof options === 'string' ? options : options.photos
  }
  expect(photosOf('--photos', 'database')).toEqual({ directory: join(folder, 'database'), guessed: false })
  expect(photosOf('--photos', 's3')).toBe('s3')
  expect(photosOf('--photos', 'nothing')).toContain(`--photos: ${join(folder, 'nothing')} is no directory`)
})

test('says what is wrong, and makes no database where there was none', () => {
  expect(readMoveOptions([], {}, folder)).toBe(usage)
  expect(readMoveOptions(['--too', to], {}, folder)).toContain('--too')
  expect(readMoveOptions(['--from', folder, '--to', 'mysql://x'], {}, folder)).toContain('postgres://')
  expect(readMoveOptions(['--from', 'nothing', '--to', to], {}, folder)).toContain('no embedded database')
})
