/** Finds codes by how they begin. */
export interface Codes {
  /** Positions in the list. */
  exactly(code: string): number[]
  beginning(letters: string): { matter: number; code: string }[]
}

/** @param codes folded, by position in the list */
export function sortedCodes(codes: readonly string[]): Codes {
  const sorted = codes
    .map((code, matter) => ({ code, matter }))
    .sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : a.matter - b.matter))

  /** The first that does not come before these letters. */
  function start(letters: string): number {
    let low = 0
    let high = sorted.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((sorted[middle]?.code ?? '') < letters) low = middle + 1
      else high = middle
    }
    return low
  }

  function beginning(letters: string): { matter: number; code: string }[] {
    const from = start(letters)
    let to = from
    while (sorted[to]?.code.startsWith(letters) === true) to += 1
    return sorted.slice(from, to)
  }

  return {
    beginning,
    exactly: (code) => beginning(code).flatMap((it) => (it.code === code ? [it.matter] : [])),
  }
}
