/** Puts photos until it is killed, several at once; says the digest of each that it was told is stored. */
import { attachmentOf } from '@chuishao/core/service'
import { randomBytes } from 'node:crypto'
import { writeSync } from 'node:fs'
import { diskAttachments } from '../disk.ts'

const photos = diskAttachments({ directory: process.argv[2] ?? '' })

async function putForever(): Promise<never> {
  for (;;) {
    const { sha256 } = await photos.put(
      '150100',
      attachmentOf(new Uint8Array(randomBytes(2_000_000)), 'image/jpeg'),
    )
    writeSync(1, `${sha256}\n`)
  }
}
await Promise.all([putForever(), putForever(), putForever()])
