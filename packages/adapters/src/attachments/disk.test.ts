import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { diskAttachments } from './disk.ts'

const bytes = new TextEncoder().encode('photo')
const digest = '55c64d0fcd6f9d5f7c828093857e3fdfda68478bb4e9bd24d481ef391c7804e8'
const ref = { sha256: digest, mediaType: 'image/jpeg', bytes: 5 } as const

let directory: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'chuishao-photos-'))
})

afterEach(() => rm(directory, { recursive: true, force: true }))

const files = () => readdir(directory, { recursive: true })

test('a photo is stored under its digest and comes back with type and size', async () => {
  const photos = diskAttachments({ directory })
  expect(await photos.put('150100', bytes, 'image/jpeg')).toEqual(ref)
  expect(await files()).toContain(join('150100', '55', `${digest.slice(2)}.jpg`))
  expect(await diskAttachments({ directory }).get('150100', digest)).toEqual({ ref, bytes })
})

test('the same bytes are stored once, many times at once included', async () => {
  const photos = diskAttachments({ directory })
  const refs = await Promise.all(Array.from({ length: 5 }, () => photos.put('150100', bytes, 'image/jpeg')))
  expect(refs).toEqual(Array.from({ length: 5 }, () => ref))
  expect(await photos.put('150100', bytes, 'image/png')).toEqual(ref)
  expect((await files()).filter((name) => name.includes('.'))).toHaveLength(1)
})

test('a photo that is removed is gone, for its own tenant only', async () => {
  const photos = diskAttachments({ directory })
  for (const tenantId of ['150100', '150102']) await photos.put(tenantId, bytes, 'image/jpeg')
  await photos.remove('150100', digest)
  await photos.remove('150100', digest)
  await photos.remove('../x', digest)
  expect(await photos.find('150100', digest)).toBeUndefined()
  expect(await photos.find('150102', digest)).toEqual(ref)
  expect((await files()).filter((name) => name.endsWith('.jpg'))).toHaveLength(1)
})

test('tenants do not see the photos of each other', async () => {
  const photos = diskAttachments({ directory })
  await photos.put('150100', bytes, 'image/jpeg')
  expect(await photos.get('150102', digest)).toBeUndefined()
})

test('no tenant and no digest leads out of the directory', async () => {
  const photos = diskAttachments({ directory: join(directory, 'photos') })
  for (const tenantId of ['..', '.', 'A', '呼和浩特', 'a:b']) await photos.put(tenantId, bytes, 'image/jpeg')
  expect(await readdir(directory)).toEqual(['photos'])
  expect(await readdir(join(directory, 'photos'))).toHaveLength(5)
  await expect(photos.put('../x', bytes, 'image/jpeg')).rejects.toThrow()
  expect(await photos.get('../x', digest)).toBeUndefined()
  expect(await photos.get('..', '../../etc/passwd')).toBeUndefined()
})

test('a file that somebody changed is an error, not a photo', async () => {
  const photos = diskAttachments({ directory })
  await photos.put('150100', bytes, 'image/jpeg')
  await writeFile(join(directory, '150100', '55', `${digest.slice(2)}.jpg`), 'other')
  await expect(photos.get('150100', digest)).rejects.toMatchObject({ code: 'corruptAttachment' })
})
