import { TicketOfAnyVersion } from '@chuishao/core/versions'
import { fold } from '@chuishao/core/lifecycle'
import { districtLog } from './rollup/testing/district-store.ts'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { readRow } from './read-row.ts'

type Json = null | string | number | boolean | Json[] | { [key: string]: Json }

/** The same value once for each of its parts, with that part replaced by something else. */
function* spoilt(value: Json): Generator<Json> {
  for (const other of [null, -1, '', 'x', true, [], {}]) yield other
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (const [at, part] of value.entries()) for (const other of spoilt(part)) yield value.with(at, other)
    return
  }
  for (const [key, part] of Object.entries(value)) {
    const { [key]: _, ...without } = value
    yield without
    for (const other of spoilt(part)) yield { ...value, [key]: other }
  }
}

test('a row is refused, and read, exactly as its schema says', () => {
  const Row = z.object({ state: TicketOfAnyVersion })
  const { events } = districtLog(1)
  const histories = [...new Set(events.map((it) => it.ticketId))].map((id) => ({
    id,
    history: events.filter((it) => it.ticketId === id),
  }))
  const longest = histories.toSorted((a, b) => b.history.length - a.history.length)[0]
  const state: Json = JSON.parse(JSON.stringify(fold(longest?.id ?? '', longest?.history ?? [])))
  let refused = 0
  for (const row of [{ state }, ...[...spoilt(state)].map((it) => ({ state: it }))]) {
    const asked = z.safeParse(Row, row)
    if (asked.success) expect(readRow('whistle_ticket', Row, row)).toEqual(asked.data)
    else {
      refused += 1
      expect(() => readRow('whistle_ticket', Row, row)).toThrow(z.prettifyError(asked.error))
    }
  }
  expect(refused).toBeGreaterThan(500)
})
