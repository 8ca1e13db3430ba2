/**
 * Memory of the service while twenty photos of 10 MB come at once, when all but the last byte of each is there; and at
 * its peak while they are decoded and stored.
 */
import { randomBytes } from 'node:crypto'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { request, type ClientRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import * as z from 'zod/mini'
import { report } from '../../core/bench/side-by-side.ts'

const atOnce = Number(process.env['BENCH_UPLOADS'] ?? 20)
const Memory = z.object({ rss: z.number(), arrayBuffers: z.number(), most: z.number() })

const photo = await sharp(randomBytes(4400 * 3900 * 3), { raw: { width: 4400, height: 3900, channels: 3 } })
  .jpeg({ quality: 76 })
  .toBuffer()
const directory = await mkdtemp(join(tmpdir(), 'chuishao-bench-'))
const server = fork(fileURLToPath(new URL('./uploads/serve-photos.ts', import.meta.url)), [directory], {
  execArgv: ['--expose-gc'],
})
try {
  const [{ port }] = z.parse(
    z.tuple([z.object({ port: z.number() })], z.unknown()),
    await once(server, 'message'),
  )
  const url = `http://127.0.0.1:${port}/api/v1/attachments`
  const megabytes = (bytes: number) => Number((bytes / 1e6).toFixed(1))

  const memory = async () => {
    server.send('?')
    const [said] = await once(server, 'message')
    return z.parse(Memory, said)
  }
  /** Sends all but the last byte, which goes when it is called. */
  async function begin(n: number): Promise<() => Promise<number>> {
    const sent: ClientRequest = request(url, {
      method: 'POST',
      headers: { 'Content-Type': 'image/jpeg', 'Content-Length': photo.length },
    })
    // Different photos, because the same one is stored once.
    const own = Buffer.from(photo)
    own[own.length - 3 - n] = n
    await new Promise((resolve) => sent.write(own.subarray(0, -1), resolve))
    return async () => {
      const answered = once(sent, 'response')
      sent.end(own.subarray(-1))
      const [response] = await answered
      response.resume()
      return response.statusCode
    }
  }

  await (
    await begin(0)
  )()
  await pause(500)
  const idle = await memory()
  const open = await Promise.all(Array.from({ length: atOnce }, (_, n) => begin(n + 1)))
  await pause(2000)
  const held = await memory()
  const begun = performance.now()
  const answers = await Promise.all(open.map((end) => end()))
  const seconds = (performance.now() - begun) / 1000
  const peak = await memory()
  const stored = answers.filter((status) => status === 201).length
  report(
    `${atOnce} photos of ${megabytes(photo.length)} MB at once; idle ${megabytes(idle.rss)} MB`,
    {
      'have come, MB': {
        RSS: megabytes(held.rss - idle.rss),
        buffers: megabytes(held.arrayBuffers - idle.arrayBuffers),
        'most RSS': megabytes(held.most - idle.rss),
      },
      'while they are decoded and stored, MB': { 'most RSS': megabytes(peak.most - idle.rss) },
    },
    [
      ['what comes is not held in memory', held.arrayBuffers - idle.arrayBuffers < 20e6],
      ['all are stored', stored === atOnce],
    ],
  )
  console.log(`stored after ${seconds.toFixed(1)} s`)
} finally {
  server.kill()
  await rm(directory, { recursive: true, force: true })
}
