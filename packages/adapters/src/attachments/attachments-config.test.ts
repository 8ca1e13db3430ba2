import { attachmentOf } from '@chuishao/core/service'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { AttachmentsConfig, openAttachments } from './attachments-config.ts'
import { startS3 } from './testing/start-s3.ts'

const photo = new TextEncoder().encode('photo')

test('photos go where the configuration says', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'chuishao-photos-'))
  const s3 = await startS3()
  try {
    for (const config of [{ directory }, { s3: s3.options }]) {
      const attachments = await openAttachments(AttachmentsConfig.parse(config))
      const { sha256 } = await attachments.put('150100', attachmentOf(photo, 'image/jpeg'))
      expect(await attachments.find('150100', sha256)).toMatchObject({ bytes: 5 })
    }
  } finally {
    await s3.stop()
    await rm(directory, { recursive: true, force: true })
  }
})

test('a place that is missing, double or misspelt is refused', () => {
  const s3 = { endpoint: 'https://s3.example.cn', bucket: 'photos', accessKeyId: 'a', secretAccessKey: 'b' }
  for (const config of [
    {},
    { directory: '' },
    { directory: '/srv/photos', s3 },
    { s3: { ...s3, endpoint: 's3.example.cn' } },
    { s3: { ...s3, bucket: '../x' } },
    { s3: { ...s3, prefix: '../x' } },
    { s3: { ...s3, adressing: 'path' } },
  ])
    expect(AttachmentsConfig.safeParse(config).success).toBe(false)
  expect(AttachmentsConfig.safeParse({ s3 }).success).toBe(true)
})
