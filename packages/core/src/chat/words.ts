/** Words of a pasted text, and where they stand in it: everything that is read from a chat says from where. */

export interface Words {
  /** As they were written. */
  text: string
  /** Position in the pasted text, in UTF-16 units, as `slice` takes it. */
  start: number
  end: number
}

export const wordsAt = (text: string, start: number, end: number): Words => ({
  text: text.slice(start, end),
  start,
  end,
})

/** Whether two stretches share a character. */
export const overlap = (a: Pick<Words, 'start' | 'end'>, b: Pick<Words, 'start' | 'end'>): boolean =>
  a.start < b.end && b.start < a.end

/** The text with spaces in the place of these stretches; line ends and every position stay. */
export function blanked(text: string, stretches: readonly Pick<Words, 'start' | 'end'>[]): string {
  let blank = ''
  let from = 0
  for (const { start, end } of [...stretches].sort((a, b) => a.start - b.start)) {
    if (end <= from) continue
    blank += text.slice(from, Math.max(from, start))
    blank += text.slice(Math.max(from, start), end).replaceAll(/[^\n]/g, ' ')
    from = end
  }
  return blank + text.slice(from)
}
