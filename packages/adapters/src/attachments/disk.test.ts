import { attachmentOf } from '@chuishao/core/service'
import { chmod, mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { attachmentStoreConformance } from '../conformance/attachment-store.ts'
import { diskAttachments } from './disk.ts'

const bytes = new TextEncoder().encode('photo')
const digest = '55c64d0fcd6f9d5f7c828093857e3fdfda68478bb4e9bd24d481ef391c7804e8'

let directory: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'chuishao-photos-'))
})

afterEach(() => rm(directory, { recursive: true, force: true }))

const files = () => readdir(directory, { recursive: true })

attachmentStoreConformance(
  { describe, it },
  {
    name: 'diskAttachments',
    can: { reopen: true, replace: true },
    create: async () => ({
      attachments: diskAttachments({ directory }),
      reopen: async () => diskAttachments({ directory }),
      replace: (tenantId, sha256, others) =>
        writeFile(join(directory, tenantId, sha256.slice(0, 2), `${sha256.slice(2)}.jpg`), others),
      dispose: async () => {},
    }),
  },
)

test('the name of a file is its digest, the ending says what it is', async () => {
  const photos = diskAttachments({ directory })
  await photos.put('150100', attachmentOf(bytes, 'image/jpeg'))
  await photos.putThumbnail('150100', digest, bytes)
  expect((await files()).filter((name) => name.includes('.'))).toEqual(
    expect.arrayContaining([
      join('150100', '55', `${digest.slice(2)}.jpg`),
      join('150100', '55', `${digest.slice(2)}.thumbnail.webp`),
    ]),
  )
})

test('nobody but the user of the service gets to photos', async () => {
  await chmod(directory, 0o755)
  const photos = diskAttachments({ directory })
  await photos.put('150100', attachmentOf(bytes, 'image/jpeg'))
  await photos.putThumbnail('150100', digest, bytes)
  expect((await stat(directory)).mode & 0o777).toBe(0o700)
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    const { mode } = await stat(join(entry.parentPath, entry.name))
    expect([entry.name, mode & 0o777]).toEqual([entry.name, entry.isFile() ? 0o600 : 0o700])
  }
})

test('no tenant and no digest leads out of the directory', async () => {
  const photos = diskAttachments({ directory: join(directory, 'photos') })
  for (const tenantId of ['..', '.', 'A', '呼和浩特', 'a:b'])
    await photos.put(tenantId, attachmentOf(bytes, 'image/jpeg'))
  expect(await readdir(directory)).toEqual(['photos'])
  const folders = await readdir(join(directory, 'photos'))
  expect(folders.filter((name) => name.startsWith('.'))).toEqual(['.unfinished'])
  expect(folders).toHaveLength(6)
  await expect(photos.put('../x', attachmentOf(bytes, 'image/jpeg'))).rejects.toThrow()
  await expect(photos.putThumbnail('150100', '../../x', bytes)).rejects.toThrow()
})

test('what a killed process was writing is removed later, what another one is writing is not', async () => {
  const unfinished = join(directory, '.unfinished')
  await mkdir(unfinished)
  for (const [name, minutes] of [
    ['left.new', 61],
    ['running.new', 1],
  ] as const) {
    await writeFile(join(unfinished, name), 'half')
    const at = new Date(Date.now() - minutes * 60_000)
    await utimes(join(unfinished, name), at, at)
  }
  await diskAttachments({ directory }).put('150100', attachmentOf(bytes, 'image/jpeg'))
  expect(await readdir(unfinished)).toEqual(['running.new'])
})

test('a directory that cannot be used is said to be unavailable', async () => {
  await writeFile(join(directory, 'file'), '')
  const photos = diskAttachments({ directory: join(directory, 'file') })
  for (const ask of [
    () => photos.put('150100', attachmentOf(bytes, 'image/jpeg')),
    () => photos.find('150100', digest),
  ])
    await expect(ask()).rejects.toMatchObject({ code: 'attachmentsUnavailable' })
})
