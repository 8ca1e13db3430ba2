/** Photos of four by four pixels, no two the same: what stands in them is not what is tested. */
import { randomBytes } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'

const side = 4

/** A PNG (ISO/IEC 15948): its signature, then chunks of length, type, data and checksum. */
export function smallPhoto(): Blob {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  // 8 bits a channel, red, green and blue.
  header.set([8, 2], 8)
  // Each row begins with its filter, 0 for none.
  const rows = Array.from({ length: side }, () => Buffer.concat([Buffer.alloc(1), randomBytes(side * 3)]))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND')]
  return new Blob([Buffer.concat([signature, ...chunks])], { type: 'image/png' })
}

function chunk(type: string, data = Buffer.alloc(0)): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(typed))
  return Buffer.concat([length, typed, checksum])
}
