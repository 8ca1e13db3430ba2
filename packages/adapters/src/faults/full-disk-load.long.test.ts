/** Many people upload at once until the disk is full, round after round: what was acknowledged is there and whole. */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AttachmentRef } from '@chuishao/core/ticket'
import { testCityData } from '@chuishao/core/testing'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uploadDirectoryOf } from '../attachments/attachments-config.ts'
import { diskAttachments } from '../attachments/disk.ts'
import { bytesOf } from '../conformance/bytes-of.ts'
import { Problem } from '../http/problem.ts'
import { photoAcceptor } from '../server/accept-photo.ts'
import { sampleServer, tokenFor } from '../server/testing/sample-server.ts'

const rounds = 20
const uploaders = 8

let directory: string
let mounted = false

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'chuishao-full-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', directory], { stdio: 'ignore' })
    mounted = true
  } catch {
    // Only root may mount, and not in every container: the test says so itself.
  }
})
afterAll(async () => {
  if (mounted) execFileSync('umount', [directory])
  await rm(directory, { recursive: true, force: true })
})

const noisyPhoto = () =>
  sharp(randomBytes(240 * 160 * 3), { raw: { width: 240, height: 160, channels: 3 } })
    .jpeg({ quality: 95 })
    .toBuffer()

test('no acknowledged photo is lost, and there is room again for those that were refused', async (context) => {
  if (!mounted) return context.skip('a small disk cannot be mounted here')
  const attachments = diskAttachments({ directory })
  const acceptPhoto = photoAcceptor({ directory: uploadDirectoryOf({ directory }) })
  // All of them are one person's here.
  const server = sampleServer({ attachments, acceptPhoto, limits: { uploadsAtOncePerPerson: uploaders } })
  const token = await tokenFor('gridWorker')
  const upload = async (photo: Uint8Array) =>
    server.handler(
      new Request('http://portal.test/api/v1/attachments', {
        method: 'POST',
        headers: { 'Content-Type': 'image/jpeg', Authorization: `Bearer ${token}` },
        body: Uint8Array.from(photo),
      }),
    )
  let refusedBefore: Uint8Array[] = []
  try {
    for (let round = 1; round <= rounds; round += 1) {
      const acknowledged: AttachmentRef[] = []
      for (const photo of refusedBefore) {
        const response = await upload(photo)
        expect(response.status).toBe(201)
        acknowledged.push(AttachmentRef.parse(await response.json()))
      }
      const refused: Uint8Array[] = []
      const uploadUntilFull = async () => {
        for (;;) {
          const photo = await noisyPhoto()
          const response = await upload(photo)
          if (response.status === 201) acknowledged.push(AttachmentRef.parse(await response.json()))
          else {
            expect(Problem.parse(await response.json())).toMatchObject({ status: 507, code: 'storageFull' })
            refused.push(photo)
            return
          }
        }
      }
      await Promise.all(Array.from({ length: uploaders }, uploadUntilFull))
      expect(acknowledged.length).toBeGreaterThan(20)
      for (const ref of acknowledged) {
        const found = await attachments.get(testCityData.id, ref.sha256)
        expect(found?.ref).toEqual(ref)
        expect(await bytesOf(found)).toHaveLength(ref.bytes)
      }
      expect(await readdir(join(directory, '.unfinished'))).toEqual([])
      for (const { sha256 } of acknowledged) await attachments.remove(testCityData.id, sha256)
      refusedBefore = refused
    }
  } finally {
    await server.dispose()
  }
})
