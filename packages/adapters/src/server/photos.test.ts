/** Photos through the HTTP face: small ones, cached ones, too many of them, and storages that fail. */
import { serve } from '@hono/node-server'
import {
  attachmentOf,
  AttachmentsUnavailableError,
  StorageFullError,
  type AttachmentStore,
} from '@chuishao/core/service'
import { testCityData, type TestPerson } from '@chuishao/core/testing'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { connect, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { allBytes } from '../attachments/all-bytes.ts'
import { uploadDirectoryOf } from '../attachments/attachments-config.ts'
import { diskAttachments } from '../attachments/disk.ts'
import { bytesOf } from '../conformance/bytes-of.ts'
import { httpGateway } from '../http/index.ts'
import { Problem } from '../http/problem.ts'
import { memoryAttachments } from '../memory/index.ts'
import { photoAcceptor } from './accept-photo.ts'
import type { Answered } from './observe.ts'
import { sampleServer, tokenFor } from './testing/sample-server.ts'

// As `--expose-gc` on the command line would.
setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

type Options = NonNullable<Parameters<typeof sampleServer>[0]>

let server: ReturnType<typeof sampleServer>
afterEach(() => server.dispose())

const start = (options: Options = {}) => (server = sampleServer(options))

const ask = async (path: string, init: RequestInit = {}, person: TestPerson = 'gridWorker') => {
  const headers = new Headers(init.headers)
  headers.set('Authorization', `Bearer ${await tokenFor(person)}`)
  return server.handler(new Request(`http://portal.test/api/v1/attachments${path}`, { ...init, headers }))
}

const photo = (width = 800, height = 600, background = '#3a6') =>
  sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer()

const send = async (body: Uint8Array, type = 'image/jpeg') =>
  ask('', { method: 'POST', headers: { 'Content-Type': type }, body: Uint8Array.from(body) })

const stored = async (body?: Uint8Array): Promise<string> => {
  const sent = await send(body ?? (await photo()))
  expect(sent.status).toBe(201)
  return ((await sent.json()) as { sha256: string }).sha256
}

const problemOf = async (response: Response) => Problem.parse(await response.json())

/** A storage in memory of which one thing fails. */
const failing = (parts: Partial<AttachmentStore>): AttachmentStore => ({ ...memoryAttachments(), ...parts })

describe('a small picture', () => {
  it('is made when the photo comes, 320 pixels at the longest side, and kept', async () => {
    start()
    const sha256 = await stored()
    const response = await ask(`/${sha256}?size=thumbnail`)
    const bytes = new Uint8Array(await response.arrayBuffer())
    const { width, height, format } = await sharp(bytes).metadata()
    expect([width, height, format]).toEqual([320, 240, 'webp'])
    expect(await server.attachments.thumbnail(testCityData.id, sha256)).toEqual(bytes)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/webp',
      'content-length': String(bytes.length),
      'content-disposition': `inline; filename="${sha256}-thumbnail.webp"`,
      etag: `"${sha256}-thumbnail"`,
    })
  })

  it('is made when it is first asked for where none is kept', async () => {
    const attachments = memoryAttachments()
    let lost = true
    const { putThumbnail } = attachments
    start({
      attachments: {
        ...attachments,
        putThumbnail: async (...asked) => {
          if (lost) throw new StorageFullError('full')
          await putThumbnail(...asked)
        },
      },
    })
    const sha256 = await stored()
    expect((await ask(`/${sha256}?size=thumbnail`)).status).toBe(200)
    expect(await attachments.thumbnail(testCityData.id, sha256)).toBeUndefined()
    lost = false
    await ask(`/${sha256}?size=thumbnail`)
    expect(await attachments.thumbnail(testCityData.id, sha256)).toBeDefined()
  })

  it('is not made larger than the photo', async () => {
    start()
    const sha256 = await stored(await photo(40, 30))
    const bytes = await (await ask(`/${sha256}?size=thumbnail`)).arrayBuffer()
    expect((await sharp(bytes).metadata()).width).toBe(40)
  })

  it('is for those only who may have the photo', async () => {
    start()
    const sha256 = await stored()
    const headers = { 'If-None-Match': `"${sha256}-thumbnail"` }
    expect((await ask(`/${sha256}?size=thumbnail`, {}, 'neighbour')).status).toBe(404)
    expect((await ask(`/${sha256}?size=thumbnail`, { headers }, 'neighbour')).status).toBe(404)
    expect((await ask(`/${'0'.repeat(64)}?size=thumbnail`)).status).toBe(404)
    expect((await problemOf(await ask(`/${sha256}?size=huge`))).code).toBe('invalidParameter')
  })

  it('comes through the gateway', async () => {
    start()
    const sha256 = await stored()
    const gateway = httpGateway({
      endpoint: 'http://portal.test/api/v1',
      token: () => tokenFor('gridWorker'),
      fetch: (request) => server.handler(request),
    })
    expect((await gateway.download(sha256, { size: 'thumbnail' })).type).toBe('image/webp')
    expect((await gateway.download(sha256)).type).toBe('image/jpeg')
  })
})

describe('a photo that the client has', () => {
  it('is not sent again, small or whole, as long as the person may see it', async () => {
    start()
    const sha256 = await stored()
    for (const [query, tag] of [
      ['', sha256],
      ['?size=thumbnail', `${sha256}-thumbnail`],
    ]) {
      for (const known of [`"${tag}"`, `W/"${tag}"`, `"other", "${tag}"`, '*']) {
        const response = await ask(`/${sha256}${query}`, { headers: { 'If-None-Match': known } })
        expect([response.status, await response.text()]).toEqual([304, ''])
        expect(response.headers.get('ETag')).toBe(`"${tag}"`)
        expect(response.headers.get('Cache-Control')).toBe('private, no-cache')
      }
      const other = await ask(`/${sha256}${query}`, { headers: { 'If-None-Match': '"other"' } })
      expect(other.status).toBe(200)
      await other.arrayBuffer()
    }
    const headers = { 'If-None-Match': `"${sha256}"` }
    expect((await ask(`/${sha256}`, { headers }, 'neighbour')).status).toBe(404)
  })
})

describe('a photo on its way out', () => {
  it('cannot run, be sniffed, or be asked for in pieces', async () => {
    start()
    const sha256 = await stored()
    const response = await ask(`/${sha256}`, { headers: { Range: 'bytes=0-9' } })
    expect(response.status).toBe(200)
    expect((await response.arrayBuffer()).byteLength).toBe(Number(response.headers.get('Content-Length')))
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'accept-ranges': 'none',
      'content-security-policy': expect.stringMatching(/default-src 'none'.*sandbox/),
      'x-content-type-options': 'nosniff',
      vary: expect.stringContaining('Authorization'),
    })
  })
})

describe('a storage that fails', () => {
  it('is full: 507 with a sentence in both languages, and nothing is stored', async () => {
    start({ attachments: failing({ put: () => Promise.reject(new StorageFullError('full')) }) })
    const response = await send(await photo())
    expect(response.status).toBe(507)
    expect(await problemOf(response)).toMatchObject({
      code: 'storageFull',
      message: { zh: expect.stringContaining('已满'), en: expect.stringContaining('no room') },
    })
  })

  it('is away: 503 with when to come back, up and down', async () => {
    const away = () => Promise.reject(new AttachmentsUnavailableError('away'))
    start({ attachments: failing({ put: away }) })
    const up = await send(await photo())
    expect([up.status, (await problemOf(up)).code]).toEqual([503, 'attachmentsUnavailable'])
    expect(up.headers.get('Retry-After')).toBe('5')
    await server.dispose()
    start({ attachments: failing({ get: away }) })
    expect((await ask(`/${await stored()}`)).status).toBe(503)
  })

  it('is told to the one who uploads in their own words by the gateway, and the next try works', async () => {
    const attachments = memoryAttachments()
    let full = true
    start({
      attachments: {
        ...attachments,
        put: (...asked) => (full ? Promise.reject(new StorageFullError('full')) : attachments.put(...asked)),
      },
    })
    const gateway = httpGateway({
      endpoint: 'http://portal.test/api/v1',
      token: () => tokenFor('gridWorker'),
      fetch: (request) => server.handler(request),
    })
    const blob = new Blob([Uint8Array.from(await photo())], { type: 'image/jpeg' })
    await expect(gateway.upload(blob)).rejects.toMatchObject({
      code: 'server',
      sentence: { zh: expect.stringContaining('请保留照片') },
    })
    full = false
    expect(await gateway.upload(blob)).toMatchObject({ mediaType: 'image/jpeg' })
  })
})

describe('many photos at once', () => {
  /** A photo of which nothing comes but its beginning. */
  const stuck = (person: TestPerson) => {
    const body = new ReadableStream<Uint8Array>({ start: (it) => it.enqueue(new Uint8Array(3)) })
    const headers = { 'Content-Type': 'image/jpeg', 'Content-Length': '5000000' }
    const init = { method: 'POST', headers, body, duplex: 'half' }
    return ask('', init, person)
  }

  it('of one person leave room for everybody else', async () => {
    start({ limits: { uploadsAtOnce: 4, uploadsAtOncePerPerson: 2, uploadIdleMs: 60_000 } })
    const answered: number[] = []
    for (let count = 0; count < 4; count += 1)
      void stuck('cityManagement').then(({ status }) => answered.push(status))
    await vi.waitFor(() => expect(answered).toEqual([503, 503]))
    expect((await send(await photo())).status).toBe(201)
  })

  it('are on the disk and not in memory while they come', async () => {
    start({ limits: { uploadsAtOncePerPerson: 20 } })
    const pieces = 160
    let waiting = 0
    const large = () => {
      let sent = 0
      const stop = new AbortController()
      const body = new ReadableStream<Uint8Array>(
        {
          pull(controller) {
            if (sent === pieces) {
              waiting += 1
              stop.signal.addEventListener('abort', () => controller.error(new Error('gone')))
              return new Promise<void>(() => {})
            }
            sent += 1
            const piece = new Uint8Array(64 * 1024)
            if (sent === 1) piece.set([0xff, 0xd8, 0xff, 0xe0])
            controller.enqueue(piece)
          },
        },
        { highWaterMark: 0 },
      )
      const headers = { 'Content-Type': 'image/jpeg' }
      const init = { method: 'POST', headers, body, duplex: 'half' }
      return { stop, answer: ask('', init) }
    }
    const inUse = () => {
      collectGarbage()
      return process.memoryUsage().arrayBuffers
    }
    const before = inUse()
    const coming = Array.from({ length: 20 }, large)
    await vi.waitFor(() => expect(waiting).toBe(20), { timeout: 20_000, interval: 20 })
    // All of them would be 200 MB.
    expect(inUse() - before).toBeLessThan(20e6)
    for (const { stop } of coming) stop.abort()
    for (const { answer } of coming) expect((await answer).status).toBe(400)
  })

  it('of which nothing more comes give their places back, and are told', async () => {
    start({ limits: { uploadsAtOnce: 1, uploadIdleMs: 20 } })
    const response = await stuck('cityManagement')
    expect([response.status, response.headers.get('Connection')]).toEqual([408, 'close'])
    expect((await problemOf(response)).code).toBe('bodyTooSlow')
    expect((await send(await photo())).status).toBe(201)
  })

  it('are decoded two at a time, and those beyond 32 are told to come back', async () => {
    let [inside, most] = [0, 0]
    let open: () => void = () => undefined
    const opened = new Promise<void>((resolve) => (open = resolve))
    start({
      limits: { uploadsAtOncePerPerson: 40 },
      makeThumbnail: async () => new Uint8Array([1]),
      acceptPhoto: async (chunks, options) => {
        const bytes = await allBytes(chunks)
        const decode = async () => {
          inside += 1
          most = Math.max(most, inside)
          await opened
          inside -= 1
          return { ok: true as const, photo: attachmentOf(bytes, 'image/jpeg'), discard: async () => {} }
        }
        return options?.inTurn ? options.inTurn(decode) : decode()
      },
    })
    const sent = Array.from({ length: 40 }, (_, at) => send(new Uint8Array([at + 1])))
    const answered: Response[] = []
    for (const each of sent) void each.then((response) => answered.push(response))
    await vi.waitFor(() => expect(answered).toHaveLength(8))
    for (const response of answered.slice()) {
      expect(response.status).toBe(503)
      expect(response.headers.get('Retry-After')).toBe('2')
      expect((await problemOf(response)).code).toBe('photosBusy')
    }
    open()
    await Promise.all(sent)
    expect(answered.slice(8).map(({ status }) => status)).toEqual(Array(32).fill(201))
    expect(most).toBe(2)
    expect((await send(new Uint8Array([99]))).status).toBe(201)
  })
})

describe('over a real connection', () => {
  let directory: string
  let uploads: string
  let listening: ReturnType<typeof serve>
  let port: number
  let answers: Answered[]

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'chuishao-photos-'))
    uploads = uploadDirectoryOf({ directory })
    answers = []
    start({
      attachments: diskAttachments({ directory }),
      acceptPhoto: photoAcceptor({ directory: uploads }),
      observe: async (_, answer) => {
        const answered = await answer()
        answers.push(answered)
        return answered
      },
    })
    listening = serve({ fetch: server.handler, hostname: '127.0.0.1', port: 0 })
    await once(listening, 'listening')
    port = (listening.address() as AddressInfo).port
  })
  afterEach(async () => {
    listening.close()
    await rm(directory, { recursive: true, force: true })
  })

  const files = async () =>
    (await readdir(directory, { recursive: true })).filter(
      (name) => /\.\w+$/.test(name) && !name.endsWith('unfinished'),
    )

  it('an upload that breaks off half-way leaves nothing behind, and the whole one works', async () => {
    const body = await photo(1200, 900)
    const head = [
      'POST /api/v1/attachments HTTP/1.1',
      'Host: portal.test',
      'Content-Type: image/jpeg',
      `Authorization: Bearer ${await tokenFor('gridWorker')}`,
      `Content-Length: ${body.length}`,
    ]
    const socket = connect(port, '127.0.0.1')
    socket.write(`${head.join('\r\n')}\r\n\r\n`)
    socket.write(body.subarray(0, body.length / 2), () => socket.destroy())
    await once(socket, 'close')
    const sha256 = await stored(body)
    await vi.waitFor(() =>
      expect(answers).toMatchObject([{ status: 400, problem: 'bodyBrokenOff' }, { status: 201 }]),
    )
    expect(server.errors).toEqual([])
    expect(await files()).toHaveLength(2)
    expect(await readdir(uploads)).toEqual([])
    expect(await bytesOf(await server.attachments.get(testCityData.id, sha256))).toBeDefined()
  })

  it.each([
    ['a photo that is too large', '\xff\xd8\xff\xe0', 413, 'bodyTooLarge'],
    ['what is no photo', '<svg xmlns="http://www.w3.org/2000/svg"><script>', 415, 'unsupportedType'],
  ])('%s is refused on a connection that says that it ends', async (_what, start, status, code) => {
    const headers = { Authorization: `Bearer ${await tokenFor('gridWorker')}`, 'Content-Type': 'image/jpeg' }
    const body = new ReadableStream({
      start: (it) => it.enqueue(Buffer.from(start, 'latin1')),
      pull: async (it) => {
        await new Promise(setImmediate)
        it.enqueue(new Uint8Array(1024 * 1024))
      },
    })
    const init = { method: 'POST', headers, body, duplex: 'half' } as const
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/attachments`, init)
    expect([response.status, response.headers.get('Connection')]).toEqual([status, 'close'])
    expect((await problemOf(response)).code).toBe(code)
    expect(await readdir(uploads)).toEqual([])
  })

  it('a photo that somebody changed on disk ends too early, instead of being shown', async () => {
    const sha256 = await stored()
    const [name] = (await files()).filter((it) => it.endsWith('.jpg'))
    await writeFile(join(directory, name ?? ''), new Uint8Array(200_000))
    const headers = { Authorization: `Bearer ${await tokenFor('gridWorker')}` }
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/attachments/${sha256}`, { headers })
    await expect(response.arrayBuffer()).rejects.toThrow()
    expect(server.errors).toMatchObject([{ code: 'corruptAttachment' }])
  })
})
