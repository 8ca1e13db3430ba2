import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { photoAcceptor } from './accept-photo.ts'

const accept = photoAcceptor()

const canvas = (width = 60, height = 40) =>
  sharp({ create: { width, height, channels: 3, background: '#3a6' } })

/** Accepts and decodes what came out. */
const accepted = async (bytes: Uint8Array) => {
  const photo = await accept(bytes)
  if (!photo.ok) throw new Error(photo.code)
  return { ...photo, metadata: await sharp(photo.bytes).metadata() }
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
    const { bytes, metadata } = await accepted(original)
    expect(Buffer.from(bytes).includes('SpyCam')).toBe(false)
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

  it('refuses more pixels than allowed, by what the file says of itself', async () => {
    const small = photoAcceptor({ maxPixels: 1000 })
    expect(await small(await canvas().png().toBuffer())).toEqual({ ok: false, code: 'photoTooManyPixels' })
  })
})
