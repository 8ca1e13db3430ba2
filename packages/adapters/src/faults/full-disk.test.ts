/** A disk that is full in the middle of an upload: the photo is whole or not there, and the next try works. */
import { attachmentOf } from '@chuishao/core/service'
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { mkdtemp, open, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { AttachmentRef } from '@chuishao/core/ticket'
import { allBytes } from '../attachments/all-bytes.ts'
import { bytesOf } from '../conformance/bytes-of.ts'
import { uploadDirectoryOf } from '../attachments/attachments-config.ts'
import { diskAttachments } from '../attachments/disk.ts'
import { photoAcceptor } from '../server/accept-photo.ts'
import { chanceFrom } from './testing/chance.ts'

let directory: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'chuishao-full-'))
})

afterEach(async () => {
  vi.restoreAllMocks()
  await rm(directory, { recursive: true, force: true })
})

const photo = (bytes: number) => new Uint8Array(randomBytes(bytes))
const halves = async () =>
  (await readdir(directory, { recursive: true })).filter((name) => name.endsWith('.new'))

/** Uploads until the disk is full; expects that what was acknowledged is whole and of the last there is no trace. */
async function fillUp(size: () => number): Promise<AttachmentRef[]> {
  const photos = diskAttachments({ directory })
  const stored: AttachmentRef[] = []
  for (;;) {
    const bytes = photo(size())
    const put = await photos.put('alpha', attachmentOf(bytes, 'image/jpeg')).catch((error: unknown) => error)
    if (put instanceof Error) {
      expect(put).toMatchObject({ code: 'storageFull' })
      break
    }
    stored.push(put as AttachmentRef)
  }
  expect(await halves()).toEqual([])
  for (const ref of stored) {
    const found = await photos.get('alpha', ref.sha256)
    expect(found?.ref).toEqual(ref)
    expect(await bytesOf(found)).toHaveLength(ref.bytes)
  }
  const names = await readdir(directory, { recursive: true })
  expect(names.filter((name) => name.endsWith('.jpg'))).toHaveLength(stored.length)
  return stored
}

/** Only root may mount a small disk, and not in every container; the test after this one runs for everybody. */
const mayMount = () => {
  const folder = mkdtempSync(join(tmpdir(), 'chuishao-mount-'))
  try {
    mountSmallDisk(folder)
    execFileSync('umount', [folder])
    return true
  } catch {
    return false
  } finally {
    rmSync(folder, { recursive: true })
  }
}
const mountSmallDisk = (folder: string) =>
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' })

test.runIf(mayMount())('a real disk that fills up, twenty times', async () => {
  mountSmallDisk(directory)
  try {
    const chance = chanceFrom(1)
    const photos = diskAttachments({ directory })
    for (let round = 1; round <= 20; round += 1) {
      const stored = await fillUp(() => 10_000 + chance.below(90_000))
      expect(stored.length).toBeGreaterThan(1)
      for (const { sha256 } of stored) await photos.remove('alpha', sha256)
    }
  } finally {
    execFileSync('umount', [directory])
  }
})

test.runIf(mayMount())(
  'a real disk that is full before a photo has come is told, and nothing is left',
  async () => {
    mountSmallDisk(directory)
    try {
      const accept = photoAcceptor({ directory: uploadDirectoryOf({ directory }) })
      async function* large() {
        yield Uint8Array.from([0xff, 0xd8, 0xff, 0xe0])
        for (let n = 0; n < 40; n += 1) yield photo(64 * 1024)
      }
      await expect(accept(large())).rejects.toMatchObject({ code: 'storageFull' })
      expect(await halves()).toEqual([])
      const small = await sharp({ create: { width: 200, height: 200, channels: 3, background: 'red' } })
        .jpeg()
        .toBuffer()
      const accepted = await accept(attachmentOf(small, 'image/jpeg').chunks)
      if (!accepted.ok) throw new Error(accepted.code)
      await accepted.discard()
    } finally {
      execFileSync('umount', [directory])
    }
  },
)

test('a write that stops half-way', async () => {
  const probe = await open(join(directory, 'probe'), 'w')
  await probe.close()
  await rm(join(directory, 'probe'))
  let left = 3
  const write = vi.spyOn(Object.getPrototypeOf(probe), 'writeFile').mockImplementation(async function (
    this: typeof probe,
    bytes: unknown,
  ) {
    const whole = await allBytes(bytes as AsyncIterable<Uint8Array>)
    left -= 1
    await this.write(left > 0 ? whole : whole.subarray(0, whole.length / 2))
    if (left <= 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
  })
  expect(await fillUp(() => 1000)).toHaveLength(2)
  write.mockRestore()
  await writeFile(join(directory, 'free'), '')
  const again = photo(1000)
  const photos = diskAttachments({ directory })
  const ref = await photos.put('alpha', attachmentOf(again, 'image/jpeg'))
  expect(await bytesOf(await photos.get('alpha', ref.sha256))).toEqual(again)
})
