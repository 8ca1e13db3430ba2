/** A process that is killed while it writes photos. */
import { attachmentOf } from '@chuishao/core/service'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { bytesOf } from '../conformance/bytes-of.ts'
import { diskAttachments } from './disk.ts'

const program = fileURLToPath(new URL('./testing/put-forever.ts', import.meta.url))

test('every photo that was acknowledged is whole, no other is half there, and what is left is removed later', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'chuishao-killed-'))
  const unfinished = join(directory, '.unfinished')
  try {
    const acknowledged: string[] = []
    let left: string[] = []
    for (let round = 0; round < 40 && (round < 3 || left.length === 0); round += 1) {
      const process_ = spawn(process.execPath, [program, directory], { stdio: ['ignore', 'pipe', 'inherit'] })
      let said = ''
      process_.stdout.on('data', (data: Buffer) => {
        said += data.toString()
        // Not at once: that would always be between two photos.
        if (said.split('\n').length > 5) setTimeout(() => process_.kill('SIGKILL'), Math.random() * 20)
      })
      await once(process_, 'close')
      acknowledged.push(...said.split('\n').filter((line) => line.length === 64))
      left = await readdir(unfinished)
    }
    const photos = diskAttachments({ directory })
    for (const sha256 of acknowledged)
      expect((await bytesOf(await photos.get('150100', sha256)))?.length).toBe(2_000_000)
    const names = (await readdir(directory, { recursive: true })).filter((name) => name.endsWith('.jpg'))
    expect(names.length).toBeGreaterThanOrEqual(acknowledged.length)
    for (const name of names) {
      const [, folder = '', rest = ''] = name.split(/[/\\]/)
      await bytesOf(await photos.get('150100', folder + rest.slice(0, -'.jpg'.length)))
    }

    expect(left).not.toEqual([])
    const yesterday = new Date(Date.now() - 24 * 3_600_000)
    for (const name of left) await utimes(join(unfinished, name), yesterday, yesterday)
    await diskAttachments({ directory }).put('150100', attachmentOf(new Uint8Array([1]), 'image/jpeg'))
    expect(await readdir(unfinished)).toEqual([])
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
})
