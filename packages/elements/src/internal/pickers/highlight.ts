/** Marks the stretches of a text that a search found. */
import { html, type TemplateResult } from 'lit'

/** From (included) to (excluded), in code points, in order. */
export type Ranges = readonly (readonly [from: number, to: number])[]

export function highlight(text: string, ranges: Ranges = []): TemplateResult[] {
  const chars = Array.from(text)
  const parts: TemplateResult[] = []
  let at = 0
  const take = (to: number) => chars.slice(at, to).join('')
  for (const [from, to] of ranges) {
    parts.push(html`${take(from)}`)
    at = from
    parts.push(html`<mark>${take(to)}</mark>`)
    at = to
  }
  parts.push(html`${take(chars.length)}`)
  return parts
}

/** Where a text contains what was typed, letter for letter. */
export function rangesOf(text: string, query: string): Ranges | undefined {
  const wanted = query.trim().toLowerCase()
  const at = wanted ? text.toLowerCase().indexOf(wanted) : -1
  if (at < 0) return undefined
  const from = Array.from(text.slice(0, at)).length
  return [[from, from + Array.from(wanted).length]]
}
