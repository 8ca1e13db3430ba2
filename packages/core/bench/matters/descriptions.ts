/**
 * Short descriptions as residents and grid workers say them, each labelled with the matter of the demo city's list that it
 * is about. Written by hand for this project, before the method that is measured with them; nobody's real words.
 */
import { readFileSync } from 'node:fs'
import { importMatters } from '../../src/matters/import/index.ts'
import { ticketHistory, type HistoryEvent, type TicketHistory } from '../../src/matters/suggest/index.ts'
import type { Matter } from '../../src/ticket/matter.ts'

export interface Description {
  text: string
  /** Codes of the matters that it is about; more than one where it has several problems. */
  matters: readonly string[]
}

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

/** All of them, split once and for all by a hash of the text, so that nobody chose what is held out. */
export function labelledDescriptions(): { train: Description[]; heldOut: Description[] } {
  const all = read('./descriptions.csv')
    .trim()
    .split('\n')
    .slice(1)
    .map((line): Description => {
      const comma = line.indexOf(',')
      return { matters: line.slice(0, comma).split('|'), text: line.slice(comma + 1) }
    })
  return {
    train: all.filter(({ text }) => hashOf(text) % 2 === 0),
    heldOut: all.filter(({ text }) => hashOf(text) % 2 === 1),
  }
}

/** FNV-1a over UTF-16 code units, its upper bits folded in. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}

/** The demo city's 216 matters. */
export function demoMatters(): Matter[] {
  const result = importMatters(read('../../../../examples/portal/city/matters.csv'))
  if (!result.ok) throw new Error(JSON.stringify(result.errors))
  return result.matters
}

/** A history in which each description was whistled and closed as its first matter. */
export function closedAsLabelled(
  descriptions: readonly Description[],
  matters: readonly Matter[],
): TicketHistory {
  const events = descriptions.flatMap(({ text, matters: codes }, at): HistoryEvent[] => {
    const matter = matters.find(({ code }) => code === codes[0])
    const ticketId = `description-${at}`
    return matter
      ? [
          {
            ticketId,
            kind: 'command',
            to: 'whistled',
            command: { type: 'WHISTLE', draft: { matterCode: matter.code, description: text } },
            facts: { matter, leadUnitId: matter.responsible },
          },
          {
            ticketId,
            kind: 'command',
            to: 'closed',
            command: { type: 'CONFIRM_RESULT' },
            facts: { closing: 'confirmed' },
          },
        ]
      : []
  })
  return ticketHistory(events)
}

type Suggest = (text: string) => readonly string[]

/** How many descriptions have one of their matters first, and among the first three. */
export function hitsAt(
  suggest: Suggest,
  descriptions: readonly Description[],
): { top1: number; top3: number } {
  let top1 = 0
  let top3 = 0
  for (const { text, matters } of descriptions) {
    const found = suggest(text).slice(0, 3)
    if (found[0] !== undefined && matters.includes(found[0])) top1 += 1
    if (found.some((code) => matters.includes(code))) top3 += 1
  }
  return { top1: top1 / descriptions.length, top3: top3 / descriptions.length }
}
