/**
 * The encodings that spreadsheets are saved in, both ways. Reading tells them apart by their bytes; writing GB18030
 * turns the platform's decoder round, since no platform brings an encoder.
 */
export const encodings = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const
export type TextEncoding = (typeof encodings)[number]

export interface DecodedText {
  text: string
  encoding: TextEncoding
}

/**
 * The text of a file, or undefined where it is in no encoding that we know. A byte order mark decides; else zero bytes
 * tell UTF-16; else it is UTF-8 where that is without fault, as GB18030 text of any length never is.
 */
export function decodeText(bytes: Uint8Array | string, encoding?: TextEncoding): DecodedText | undefined {
  if (typeof bytes === 'string') return { text: bytes.replace(/^\uFEFF/u, ''), encoding: 'utf-8' }
  for (const candidate of encoding ? [encoding] : candidates(bytes)) {
    try {
      const text = new TextDecoder(candidate, { fatal: true }).decode(bytes).replace(/^\uFEFF/u, '')
      return { text, encoding: candidate }
    } catch {
      // Not this encoding: its decoder is strict, so that the next one gets its turn.
    }
  }
  return undefined
}

function candidates(bytes: Uint8Array): TextEncoding[] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return ['utf-16le']
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return ['utf-16be']
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return ['utf-8']
  const zero = bytes.indexOf(0)
  if (zero !== -1 && bytes.length % 2 === 0) return zero % 2 === 1 ? ['utf-16le'] : ['utf-16be']
  return ['utf-8', 'gb18030']
}

/** A text with letters that the encoding has no code for, such as some of a font's private ones. */
export class UnencodableText extends Error {
  override readonly name = 'UnencodableText'
  readonly code = 'unencodable'
  readonly letters: string[]
  constructor(encoding: TextEncoding, letters: string[]) {
    super(`${encoding} has no code for ${letters.join(' ')}: write UTF-8 instead`)
    this.letters = letters
  }
}

/** The bytes of a text, with a byte order mark where Excel needs one. Throws UnencodableText. */
export function encodeText(text: string, encoding: TextEncoding): Uint8Array {
  switch (encoding) {
    case 'utf-8':
      return new TextEncoder().encode(`\uFEFF${text}`)
    case 'utf-16le':
    case 'utf-16be':
      return utf16(`\uFEFF${text}`, encoding === 'utf-16le')
    case 'gb18030':
      return gb18030(text)
  }
}

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2))
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), littleEndian)
  return new Uint8Array(view.buffer)
}

function gb18030(text: string): Uint8Array {
  codes ??= gb18030Codes()
  const bytes: number[] = []
  const missing = new Set<string>()
  for (const letter of text) {
    const point = letter.codePointAt(0) ?? 0
    const code =
      point < 0x80 ? [point] : point > 0xffff ? fourBytes(point - 0x10000 + 189_000) : codes.get(letter)
    if (code) bytes.push(...code)
    else missing.add(letter)
  }
  if (missing.size > 0) throw new UnencodableText('gb18030', [...missing])
  return Uint8Array.from(bytes)
}

/** The four bytes of a pointer into GB18030's linear part; planes above the first begin at 189,000. */
const fourBytes = (pointer: number): number[] => [
  0x81 + Math.floor(pointer / 12_600),
  0x30 + (Math.floor(pointer / 1260) % 10),
  0x81 + (Math.floor(pointer / 10) % 126),
  0x30 + (pointer % 10),
]

let codes: Map<string, number[]> | undefined

/** Every letter of the first plane: all two-byte codes, then the 39,420 four-byte ones. */
function gb18030Codes(): Map<string, number[]> {
  const made = new Map<string, number[]>()
  const decoder = new TextDecoder('gb18030', { fatal: true })
  const add = (code: number[]) => {
    try {
      const letter = decoder.decode(Uint8Array.from(code))
      if (letter.length === 1 && !made.has(letter)) made.set(letter, code)
    } catch {
      // A gap in the table.
    }
  }
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) add([lead, trail])
  }
  for (let pointer = 0; pointer < 39_420; pointer++) add(fourBytes(pointer))
  return made
}
