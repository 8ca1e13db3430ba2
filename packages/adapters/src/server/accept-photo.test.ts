import exifr from 'exifr'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync, crc32 } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allBytes } from '../attachments/all-bytes.ts'
import { photoAcceptor, type PhotoAcceptorOptions } from './accept-photo.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'chuishao-accept-'))
})
afterAll(() => rm(directory, { recursive: true }))

/** As a network brings it: in pieces. */
async function* inPieces(bytes: Uint8Array) {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000)
}

/** What it says, with the bytes in memory; nothing may be left of it on disk. */
const accept = async (bytes: Uint8Array, options: PhotoAcceptorOptions = {}) => {
  const photo = await photoAcceptor({ directory, ...options })(inPieces(bytes))
  try {
    return photo.ok
      ? { ok: true as const, ...photo.photo.ref, bytes: await allBytes(photo.photo.chunks) }
      : photo
  } finally {
    if (photo.ok) await photo.discard()
    expect(await readdir(directory)).toEqual([])
  }
}

const canvas = (width = 60, height = 40) =>
  sharp({ create: { width, height, channels: 3, background: '#3a6' } })

/** Accepts and decodes what came out. */
const accepted = async (bytes: Uint8Array) => {
  const photo = await accept(bytes)
  if (!photo.ok) throw new Error(photo.code)
  return { ...photo, metadata: await sharp(photo.bytes).metadata() }
}

/** What a reader that is not the one which wrote the file finds in it beside the picture. */
const everythingSaid = (bytes: Uint8Array) =>
  exifr.parse(Buffer.from(bytes), { tiff: true, xmp: true, icc: true, iptc: true, jfif: false, ihdr: false })

const chunk = (type: string, data: Uint8Array) => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** A PNG that says it is of this size, whatever is in it; grey, one byte per pixel. */
const pngSaying = (width: number, height: number, pixels: Uint8Array) => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 8
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', new Uint8Array()),
  ])
}

describe('accepting a photo', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('keeps a %s what it is', async (format) => {
    const { mediaType, metadata } = await accepted(await canvas().toFormat(format).toBuffer())
    expect([mediaType, metadata.format, metadata.width]).toEqual([`image/${format}`, format, 60])
  })

  it('takes away where and with what it was taken', async () => {
    const original = await canvas()
      .withExif({
        IFD0: { Make: 'SpyCam', Model: 'X' },
        IFD3: {
          GPSLatitudeRef: 'N',
          GPSLatitude: '40/1 49/1 0/1',
          GPSLongitudeRef: 'E',
          GPSLongitude: '111/1 40/1 0/1',
        },
      })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>')
      .jpeg()
      .toBuffer()
    expect(original.includes('SpyCam')).toBe(true)
    expect(await exifr.gps(original)).toMatchObject({ longitude: expect.any(Number) })
    const { bytes, metadata } = await accepted(original)
    expect(Buffer.from(bytes).includes('SpyCam')).toBe(false)
    expect(await everythingSaid(bytes)).toBeUndefined()
    expect([metadata.exif, metadata.xmp, metadata.iptc]).toEqual([undefined, undefined, undefined])
  })

  it('turns a photo upright before its orientation is taken away', async () => {
    const sideways = await canvas(60, 40).jpeg().withMetadata({ orientation: 6 }).toBuffer()
    const { metadata } = await accepted(sideways)
    expect([metadata.width, metadata.height, metadata.orientation]).toEqual([40, 60, undefined])
  })

  it('drops what is hidden behind the picture', async () => {
    const photo = await canvas().jpeg().toBuffer()
    const { bytes } = await accepted(Buffer.concat([photo, Buffer.from('<script>alert(1)</script>')]))
    expect(Buffer.from(bytes).includes('script')).toBe(false)
  })

  it('gives the same bytes for the same photo', async () => {
    const photo = await canvas().jpeg().toBuffer()
    expect((await accepted(photo)).bytes).toEqual((await accepted(photo)).bytes)
  })

  it('takes colour profile, comments and XMP away from every format', async () => {
    const xmp = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>SpyCam</a></x:xmpmeta>'
    for (const format of ['jpeg', 'png', 'webp'] as const) {
      const rich = canvas()
        .withIccProfile('p3')
        .withXmp(xmp)
        .withExif({ IFD0: { Copyright: 'SpyCam' } })
      const { bytes, metadata } = await accepted(await rich.toFormat(format).toBuffer())
      expect(Buffer.from(bytes).includes('SpyCam')).toBe(false)
      expect([metadata.icc, metadata.exif, metadata.xmp, metadata.comments]).toEqual(Array(4).fill(undefined))
    }
  })

  it('makes of a print photo or a deep one an ordinary one', async () => {
    const cmyk = await accepted(await canvas().toColourspace('cmyk').jpeg().toBuffer())
    expect([cmyk.metadata.space, cmyk.metadata.channels]).toEqual(['srgb', 3])
    const deep = await accepted(await canvas().toColourspace('rgb16').png().toBuffer())
    expect([deep.metadata.depth, deep.metadata.format]).toEqual(['uchar', 'png'])
  })

  it('keeps the first picture of several that move', async () => {
    const frames = Buffer.concat([randomBytes(300), randomBytes(300), randomBytes(300)])
    const moving = await sharp(frames, { raw: { width: 10, height: 30, channels: 3, pageHeight: 10 } })
      .webp({ loop: 0, delay: [50, 50, 50] })
      .toBuffer()
    expect((await sharp(moving).metadata()).pages).toBe(3)
    const { metadata } = await accepted(moving)
    expect([metadata.pages, metadata.height]).toEqual([undefined, 10])
  })
})

describe('refusing', () => {
  it.each([
    ['a program', Buffer.from('MZ\x90\0\x03\0\0\0 this program cannot be run')],
    ['an ELF program', Buffer.from('\x7fELF\x02\x01\x01 and more of it')],
    ['an SVG with a script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a PDF', Buffer.from('%PDF-1.7 and more of it')],
    ['a GIF', Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1')],
    ['nothing', Buffer.alloc(0)],
    ['a page that begins like a photo', Buffer.from('\xff\xd8<html><script>1</script>', 'latin1')],
  ])('%s, whatever it is called', async (_what, bytes) => {
    expect(await accept(bytes)).toEqual({ ok: false, code: 'unsupportedType' })
  })

  it('what an iPhone keeps for itself, by a name of its own', async () => {
    for (const brand of ['heic', 'heix', 'mif1', 'hevc']) {
      const box = Buffer.from(`\0\0\0\x18ftyp${brand}\0\0\0\0mif1heic`, 'latin1')
      expect(await accept(Buffer.concat([box, randomBytes(100)]))).toEqual({ ok: false, code: 'photoIsHeic' })
    }
  })

  it.each(['jpeg', 'png', 'webp'] as const)('a %s of which the end is missing', async (format) => {
    const noise = sharp(randomBytes(60_000), { raw: { width: 200, height: 100, channels: 3 } })
    const whole = await noise.toFormat(format).toBuffer()
    const half = whole.subarray(0, whole.length / 2)
    expect(await accept(half)).toEqual({ ok: false, code: 'photoUnreadable' })
  })

  it('the head of a photo and no picture', async () => {
    const head = Buffer.from('\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0<html>', 'latin1')
    expect(await accept(head)).toEqual({ ok: false, code: 'photoUnreadable' })
  })

  it('a small file that says it is a huge picture, without unpacking it', async () => {
    const before = process.memoryUsage().rss
    const bomb = pngSaying(60_000, 60_000, new Uint8Array(1000))
    expect(bomb.length).toBeLessThan(200)
    expect(await accept(bomb)).toEqual({ ok: false, code: 'photoTooManyPixels' })
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024)
  })

  it('a small file that unpacks to more than it says it is', async () => {
    const lying = pngSaying(8, 8, new Uint8Array(50_000_000))
    expect(lying.length).toBeLessThan(100_000)
    const photo = await accept(lying)
    if (photo.ok) expect((await sharp(photo.bytes).metadata()).width).toBe(8)
    else expect(photo.code).toBe('photoUnreadable')
  })

  it('what is larger than allowed once it is encoded anew', async () => {
    const noise = sharp(randomBytes(300_000), { raw: { width: 400, height: 250, channels: 3 } })
    const options = { maxStoredBytes: 100_000 }
    expect(await accept(await noise.png().toBuffer(), options)).toEqual({ ok: false, code: 'tooLarge' })
  })

  it('refuses more pixels than allowed, by what the file says of itself', async () => {
    const options = { maxPixels: 1000 }
    expect(await accept(await canvas().png().toBuffer(), options)).toEqual({
      ok: false,
      code: 'photoTooManyPixels',
    })
  })
})
