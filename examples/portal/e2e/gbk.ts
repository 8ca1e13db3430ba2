/** GBK, in which many an old portal is still written: the platform decodes it, and so knows how to encode it. */

/** Text as GBK; throws where it has no such letter. */
export function gbk(text: string): Buffer {
  return Buffer.concat(
    [...text].map((letter) => {
      const bytes = letter < '\u0080' ? Buffer.from(letter) : pairs().get(letter)
      if (!bytes) throw new Error(`${letter} is not in GBK`)
      return bytes
    }),
  )
}

let known: Map<string, Buffer> | undefined

function pairs(): Map<string, Buffer> {
  if (known) return known
  known = new Map()
  const decoder = new TextDecoder('gbk')
  for (let first = 0x81; first <= 0xfe; first += 1)
    for (let second = 0x40; second <= 0xfe; second += 1) {
      const bytes = Buffer.from([first, second])
      known.set(decoder.decode(bytes), bytes)
    }
  return known
}
