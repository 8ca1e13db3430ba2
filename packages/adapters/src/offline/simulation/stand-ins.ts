/**
 * What of a browser would bring real time or real chance into a story: photos whose bytes come from another thread, and
 * random identifiers. As on a page over plain HTTP there is no `crypto.subtle`. And what would make thousands of stories
 * slow: the clone by way of bytes.
 */
import type { Chance } from '../../faults/testing/chance.ts'
import { copied } from './copied.ts'

export interface StandIns {
  Blob: unknown
  crypto: unknown
  structuredClone: typeof copied
}

class BlobAtOnce {
  readonly type: string
  readonly bytes: Uint8Array<ArrayBuffer>
  constructor(parts: readonly Uint8Array[], { type = '' }: { type?: string } = {}) {
    this.type = type
    this.bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0))
    let end = 0
    for (const part of parts) {
      this.bytes.set(part, end)
      end += part.byteLength
    }
  }
  get size(): number {
    return this.bytes.byteLength
  }
  slice(from: number, to: number): BlobAtOnce {
    return new BlobAtOnce([this.bytes.subarray(from, to)])
  }
  async arrayBuffer(): Promise<ArrayBuffer> {
    return this.bytes.slice().buffer
  }
}

/** To be put in the place of the globals of the same names while a story is played. */
export const standIns = (chance: Chance): StandIns => ({
  Blob: BlobAtOnce,
  crypto: {
    getRandomValues: (bytes: Uint8Array) => bytes.map((_, index) => (bytes[index] = chance.below(256))),
    randomUUID: () => uuid(chance),
  },
  structuredClone: copied,
})

/** A random identifier of version 4. */
export function uuid(chance: Chance): string {
  const hex = Array.from({ length: 32 }, () => chance.below(16).toString(16)).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}
