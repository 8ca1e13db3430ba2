import { attachmentOf } from '@chuishao/core/service'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attachmentStoreConformance } from '../conformance/attachment-store.ts'
import { bytesOf } from '../conformance/bytes-of.ts'
import { s3Attachments } from './s3.ts'
import { s3Client } from './s3-client.ts'
import { atPort } from './testing/at-port.ts'
import { expectedSignature, signatureOf } from './testing/signature.ts'
import { startS3, type S3UnderTest } from './testing/start-s3.ts'

const photo = new TextEncoder().encode('photo')
const digest = '55c64d0fcd6f9d5f7c828093857e3fdfda68478bb4e9bd24d481ef391c7804e8'

let s3: S3UnderTest
let folders = 0

beforeAll(async () => {
  s3 = await startS3()
})
afterAll(() => s3.stop())

const freshFolder = () => ({ ...s3.options, prefix: `city/photos-${(folders += 1)}` })

attachmentStoreConformance(
  { describe, it },
  {
    name: 's3Attachments',
    can: { reopen: true, replace: true },
    create: async () => {
      const options = freshFolder()
      const ask = s3Client(options)
      return {
        attachments: s3Attachments(options),
        reopen: async () => s3Attachments(options),
        replace: async (tenantId, sha256, bytes) => {
          const headers = { 'Content-Type': 'image/jpeg' }
          const key = `${options.prefix}/${tenantId}/${sha256}`
          const { chunks } = attachmentOf(bytes, 'image/jpeg')
          await ask({ method: 'PUT', key, headers, body: { bytes: bytes.length, chunks } })
        },
        dispose: async () => {},
      }
    },
  },
)

describe('photos on S3', () => {
  const tryOnce = { tries: 1 }

  it('whose secret is wrong are unavailable, and the log says why', async () => {
    const attachments = s3Attachments({ ...s3.options, secretAccessKey: 'guessed' }, tryOnce)
    await expect(attachments.put('150100', attachmentOf(photo, 'image/jpeg'))).rejects.toMatchObject({
      code: 'attachmentsUnavailable',
    })
    await expect(attachments.thumbnail('150100', digest)).rejects.toThrow('403 SignatureDoesNotMatch')
    await expect(
      s3Attachments({ ...s3.options, accessKeyId: 'nobody' }, tryOnce).thumbnail('150100', digest),
    ).rejects.toThrow('403 InvalidAccessKeyId')
  })

  it('are refused by the storage where a header was changed after it was signed', async () => {
    const forging = (request: Request) => {
      request.headers.set('X-Amz-Content-Sha256', '0'.repeat(64))
      return fetch(request)
    }
    const attachments = s3Attachments(freshFolder(), { ...tryOnce, fetch: forging })
    await expect(attachments.thumbnail('150100', digest)).rejects.toThrow('403 SignatureDoesNotMatch')
  })

  it('say with their digest what was sent, signed and as a checksum', async () => {
    const sent: Request[] = []
    const watching = (request: Request) => {
      sent.push(request)
      return fetch(request)
    }
    await s3Attachments(freshFolder(), { fetch: watching }).put('150100', attachmentOf(photo, 'image/jpeg'))
    const { headers } = sent.find(({ method }) => method === 'PUT') ?? new Request('http://none')
    expect(headers.get('X-Amz-Content-Sha256')).toBe(digest)
    expect(headers.get('X-Amz-Checksum-Sha256')).toBe(Buffer.from(digest, 'hex').toString('base64'))
    expect(headers.get('Authorization')).toMatch(
      /Credential=S3RVER\/\d{8}\/us-east-1\/s3\/aws4_request, SignedHeaders=[^,]*x-amz-checksum-sha256;x-amz-content-sha256/,
    )
  })

  it('may be in a bucket that is part of the host name, in a region of its own', async () => {
    const sent: Request[] = []
    const watching = async (request: Request) => {
      sent.push(request)
      return new Response(null, { status: request.method === 'HEAD' ? 404 : 200 })
    }
    const options = {
      ...s3.options,
      endpoint: 'https://s3.cn-north-1.example.test',
      region: 'cn-north-1',
      addressing: 'virtualHost' as const,
    }
    await s3Attachments(options, { fetch: watching }).put('呼和浩特', attachmentOf(photo, 'image/jpeg'))
    expect(sent.map(({ method }) => method)).toEqual(['HEAD', 'PUT'])
    for (const request of sent) {
      const { host, pathname } = new URL(request.url)
      expect(host).toBe('photos.s3.cn-north-1.example.test')
      expect(pathname).toBe(`/%25e5%2591%25bc%25e5%2592%258c%25e6%25b5%25a9%25e7%2589%25b9/${digest}`)
      expect(signatureOf(request)).toBe(expectedSignature(request, s3.options.secretAccessKey))
    }
  })

  it('in a bucket that is missing are unavailable to whoever stores one', async () => {
    const attachments = s3Attachments({ ...s3.options, bucket: 'elsewhere' }, tryOnce)
    await expect(attachments.put('150100', attachmentOf(photo, 'image/jpeg'))).rejects.toThrow(
      '404 NoSuchBucket',
    )
  })

  it('are unavailable where nothing listens', async () => {
    const attachments = s3Attachments({ ...s3.options, endpoint: 'http://127.0.0.1:9' }, tryOnce)
    await expect(attachments.find('150100', digest)).rejects.toMatchObject({ code: 'attachmentsUnavailable' })
  })
})

describe('a storage that has a bad day', () => {
  /** Stands before the real one; `answer` may answer itself. */
  async function troubled(
    answer: (asked: IncomingMessage, response: ServerResponse, nth: number) => boolean,
  ) {
    const asked: string[] = []
    const proxy = createServer(async (request, response) => {
      asked.push(request.method ?? '')
      if (answer(request, response, asked.length)) return
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      const { method = '', url = '', headers } = request
      const passed = new Request(`http://${headers.host}${url}`, {
        method,
        headers: Object.entries(headers).map(([name, value]) => [name, String(value)] as [string, string]),
        ...(method === 'PUT' && { body: Buffer.concat(chunks) }),
      })
      const real = await atPort(s3.port)(passed)
      response.writeHead(real.status, Object.fromEntries(real.headers))
      response.end(Buffer.from(await real.arrayBuffer()))
    }).listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    const { port } = proxy.address() as AddressInfo
    const attachments = s3Attachments(
      { ...freshFolder(), endpoint: `http://127.0.0.1:${port}` },
      { backoffMs: 1, timeoutMs: 300 },
    )
    return {
      attachments,
      asked,
      [Symbol.asyncDispose]: async () => {
        proxy.closeAllConnections()
        proxy.close()
        await once(proxy, 'close')
      },
    }
  }

  const refuse = (response: ServerResponse, status: number, code: string) => {
    response.writeHead(status).end(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`)
    return true
  }

  it('that is busy is asked again, a few times', async () => {
    await using busy = await troubled(
      (_asked, response, nth) => nth <= 3 && refuse(response, 503, 'SlowDown'),
    )
    const ref = await busy.attachments.put('150100', attachmentOf(photo, 'image/jpeg'))
    expect(ref.sha256).toBe(digest)
    expect(busy.asked).toEqual(['HEAD', 'HEAD', 'HEAD', 'HEAD', 'PUT'])
  })

  it('that stays busy is unavailable', async () => {
    await using busy = await troubled((_asked, response) => refuse(response, 503, 'SlowDown'))
    await expect(busy.attachments.thumbnail('150100', digest)).rejects.toThrow('503 SlowDown')
    expect(busy.asked).toHaveLength(4)
  })

  it('that cuts connections is asked again', async () => {
    await using cutting = await troubled((asked, _response, nth) => {
      if (nth % 2 === 0) return false
      asked.socket.destroy()
      return true
    })
    await cutting.attachments.put('150100', attachmentOf(photo, 'image/jpeg'))
    expect(await bytesOf(await cutting.attachments.get('150100', digest))).toEqual(photo)
  })

  it('that cuts one in the middle of a photo gets it anew, with its length, piece by piece', async () => {
    const lengths: unknown[] = []
    await using cutting = await troubled((asked, _response, nth) => {
      if (asked.method !== 'PUT') return false
      const { 'content-length': length, 'transfer-encoding': encoding } = asked.headers
      lengths.push([length, encoding])
      if (nth > 2) return false
      asked.once('data', () => asked.socket.destroy())
      return true
    })
    const large = new Uint8Array(3_000_000).fill(7)
    const { ref } = attachmentOf(large, 'image/jpeg')
    let taken = 0
    async function* pieces() {
      for (let at = 0; at < large.length; at += 50_000) {
        taken += 1
        yield large.subarray(at, at + 50_000)
      }
    }
    await cutting.attachments.put('150100', { ref, chunks: { [Symbol.asyncIterator]: pieces } })
    expect(cutting.asked).toEqual(['HEAD', 'PUT', 'PUT'])
    expect(lengths).toEqual(Array(2).fill(['3000000', undefined]))
    expect(taken).toBeGreaterThan(60)
    expect((await bytesOf(await cutting.attachments.get('150100', ref.sha256)))?.length).toBe(large.length)
  })

  it('that says nothing is given up', async () => {
    await using silent = await troubled(() => true)
    await expect(silent.attachments.find('150100', digest)).rejects.toMatchObject({
      code: 'attachmentsUnavailable',
    })
  })

  it.each([
    [507, 'InsufficientStorage'],
    [507, 'XMinioStorageFull'],
    [403, 'QuotaExceeded'],
  ])('that is full (%i %s) says so, and nothing of the photo is kept', async (status, code) => {
    let full = true
    await using storage = await troubled(
      (asked, response) => full && asked.method === 'PUT' && refuse(response, status, code),
    )
    await expect(storage.attachments.put('150100', attachmentOf(photo, 'image/jpeg'))).rejects.toMatchObject({
      code: 'storageFull',
    })
    expect(await storage.attachments.find('150100', digest)).toBeUndefined()
    full = false
    await storage.attachments.put('150100', attachmentOf(photo, 'image/jpeg'))
    expect(await bytesOf(await storage.attachments.get('150100', digest))).toEqual(photo)
  })

  it('that breaks off in the middle of a photo is an error, not half a photo', async () => {
    await using breaking = await troubled((asked, response) => {
      if (asked.method !== 'GET') return false
      response.writeHead(200, { 'Content-Length': '5' })
      response.write('pho', () => asked.socket.destroy())
      return true
    })
    await breaking.attachments.put('150100', attachmentOf(photo, 'image/jpeg'))
    const found = await breaking.attachments.get('150100', digest)
    await expect(bytesOf(found)).rejects.toMatchObject({ code: 'attachmentsUnavailable' })
  })
})
