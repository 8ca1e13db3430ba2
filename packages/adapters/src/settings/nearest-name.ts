/** The name that was probably meant. */

/** The known name with the fewest changes to `name`, where they are few enough to be a slip. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((it) => ({ it, changes: changesBetween(name.toLowerCase(), it.toLowerCase()) }))
    .filter(({ it, changes }) => changes <= Math.max(it.length < 4 ? 1 : 2, Math.floor(it.length / 3)))
    .toSorted((a, b) => a.changes - b.changes)
  return best?.it
}

/** Levenshtein distance, one row at a time. */
function changesBetween(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1]
    for (const [column, other] of [...to].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
