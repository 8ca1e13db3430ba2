/**
 * Measures variants in turns within one run, so that a busy machine slows all of them alike: what counts is the ratio,
 * never the time.
 */

export interface Measured {
  /** Operations per second, median of the rounds. */
  perSecond: number
  /** Speed relative to the first variant, median of the rounds' ratios: 0.5 is half as fast. */
  ratio: number
}

export interface SideBySideOptions {
  /** How many turns each variant gets. */
  rounds?: number
  /** How long one turn lasts at least, in milliseconds. */
  turnMs?: number
}

/**
 * Runs every variant for a turn, again and again.
 * @param variants what to compare, by name; each call is one operation. The first is what the others are measured by.
 */
export function sideBySide<Name extends string>(
  variants: Record<Name, () => unknown>,
  { rounds = 15, turnMs = 60 }: SideBySideOptions = {},
): Record<Name, Measured> {
  const entries = Object.entries<() => unknown>(variants)
  const speeds = new Map(entries.map(([name]) => [name, [] as number[]]))
  for (const [, operation] of entries) speedOf(operation, turnMs)
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, operation] of entries) speeds.get(name)?.push(speedOf(operation, turnMs))
  }
  const base = speeds.get(entries[0]?.[0] ?? '') ?? []
  const measured = entries.map(([name]) => {
    const own = speeds.get(name) ?? []
    return [name, { perSecond: median(own), ratio: median(own.map((it, i) => it / (base[i] ?? it))) }]
  })
  return Object.fromEntries(measured) as Record<Name, Measured>
}

function speedOf(operation: () => unknown, turnMs: number): number {
  const start = performance.now()
  let count = 0
  let passed = 0
  do {
    operation()
    count += 1
    passed = performance.now() - start
  } while (passed < turnMs)
  return (count / passed) * 1000
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? Number.NaN
}

/** Prints what was measured as a table, and each promise with whether this run kept it. */
export function report(
  title: string,
  rows: Record<string, object>,
  promises: [string, boolean][] = [],
): void {
  console.log(`\n${title} (node ${process.version}, ${process.arch})`)
  console.table(rows)
  for (const [promise, kept] of promises) {
    console.log(`${kept ? 'kept  ' : 'BROKEN'} ${promise}`)
    if (!kept) process.exitCode = 1
  }
}
