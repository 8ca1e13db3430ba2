/**
 * What a text search looks up in an index: the characters of a text and all pairs of neighbours, as numbers. So a word of
 * two characters is found, where words are not parted by spaces. The tenant is in every number: the numbers of two tenants
 * have nothing in common, and whoever looks one up meets only rows of its own.
 *
 * Two pairs may become the same number, so what is found this way is compared with the text itself.
 */

/** All numbers of a text that can be found. */
export function tenantGrams(tenantId: string, text: string): number[] {
  const start = hashOf(tenantId)
  const grams = new Set<number>()
  let before: number | undefined
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    const single = mix(start, code)
    grams.add(single)
    if (before !== undefined) grams.add(mix(before, code))
    before = single
  }
  return [...grams]
}

/** The numbers that every text has in which `needle` stands; none where it is empty. */
export function gramsToFind(tenantId: string, needle: string): number[] {
  const start = hashOf(tenantId)
  const singles = Array.from({ length: needle.length }, (_, index) => mix(start, needle.charCodeAt(index)))
  if (singles.length < 2) return singles
  return [...new Set(singles.slice(0, -1).map((single, index) => mix(single, needle.charCodeAt(index + 1))))]
}

const hashOf = (text: string): number => {
  let hash = 0
  for (let index = 0; index < text.length; index += 1) hash = mix(hash, text.charCodeAt(index))
  return hash
}

/** Stored: another way to mix makes every search miss what stands there. */
function mix(hash: number, code: number): number {
  const mixed = Math.imul(hash ^ code, 0x9e3779b1)
  return mixed ^ (mixed >>> 15)
}
