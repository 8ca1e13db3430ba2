/** The words that stay: stretches of the pasted text without noise and contact, as lines that a description can take. */
import { longestDescription } from '../ticket/longest-description.ts'
import type { Stretch } from './noise.ts'

/**
 * @param text as it was pasted
 * @param out what is left out
 * @returns its lines, each once, and which of them were there already
 */
export function keptText({
  stretches,
  text,
  out,
}: {
  stretches: readonly { start: number; end: number }[]
  text: string
  out: readonly Pick<Stretch, 'start' | 'end'>[]
}): { text: string; repeated: Stretch[] } {
  const lines: string[] = []
  const seen = new Set<string>()
  const repeated: Stretch[] = []
  for (const { start, end } of stretches) {
    for (const { 0: line, index } of text.slice(start, end).matchAll(/[^\n]+/g)) {
      const from = start + index
      const kept = tidy(without(text, from, from + line.length, out))
      if (!/[\p{L}\p{N}\p{S}\p{Extended_Pictographic}]/u.test(kept)) continue
      if (seen.has(kept) && kept.length > 3)
        repeated.push({ kind: 'repeated', start: from, end: from + line.length })
      else lines.push(kept)
      seen.add(kept)
    }
  }
  return { text: lines.join('\n'), repeated }
}

function without(
  text: string,
  start: number,
  end: number,
  out: readonly { start: number; end: number }[],
): string {
  let kept = ''
  let from = start
  for (const it of [...out].sort((a, b) => a.start - b.start)) {
    if (it.end <= from || it.start >= end) continue
    if (it.start > from) kept += text.slice(from, it.start)
    // Two signs that had something between them.
    if (kept !== '' && !/\s$/u.test(kept)) kept += gap
    from = Math.min(end, it.end)
  }
  return kept + text.slice(from, end)
}

/** No character, and so in no text: where something was taken out between two words. */
const gap = '\ufdd0'

/** What cannot be stored becomes a space; signs that lost their words on both sides become one. */
function tidy(line: string): string {
  return line
    .replaceAll(/([，,、；;：:。.（(\s])\ufdd0(?=[，,、；;：:。.）)\s]|$)/gu, '$1')
    .replaceAll(gap, ' ')
    .replaceAll(/(?!\t)\p{Cc}|\p{Cs}/gu, ' ')
    .replaceAll(/[（(]\s*[)）]/gu, '')
    .replaceAll(/([，,、；;])\s*(?=[，,、；;。])/gu, '')
    .replaceAll(/([。！？!?；;])\ufdd0?\s*(?=[。；;，,])[。；;，,]/gu, '$1')
    .replace(/^[\s，,、；;：:。.）)]+/u, '')
    .replace(/[\s，,、；;：:（(]+$/u, '')
    .replaceAll(/ {2,}/g, ' ')
}

/** The longest beginning that fits, to the end of a line or a sentence, and what is left. */
export function fitting(text: string, most = longestDescription): { text: string; more: string } {
  if (text.length <= most) return { text, more: '' }
  const head = text.slice(0, most)
  const at = Math.max(
    ...['\n', '。', '！', '？', '!', '?', '；', ';'].map((sign) => head.lastIndexOf(sign) + 1),
  )
  const cut = at > most / 2 ? at : most - (endsInHalfAPair(head) ? 1 : 0)
  return { text: text.slice(0, cut).trim(), more: text.slice(cut).trim() }
}

const endsInHalfAPair = (head: string) => {
  const last = head.charCodeAt(head.length - 1)
  return last >= 0xd800 && last <= 0xdbff
}
