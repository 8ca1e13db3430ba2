import { describe, expect, it } from 'vitest'
import { accepted } from '../testing/scenario.ts'
import { schemaVersion } from '../ticket/index.ts'
import { EventOfAnyVersion, TicketOfAnyVersion } from './index.ts'

const { ticket, events } = accepted()

describe('reading what was stored', () => {
  it('answers the present version as it is', () => {
    expect(TicketOfAnyVersion.parse(ticket)).toEqual(ticket)
    expect(events.map((event) => EventOfAnyVersion.parse(event))).toEqual(events)
    expect(events.every((event) => event.schemaVersion === schemaVersion)).toBe(true)
  })

  it('refuses a newer version whole, with a code and a sentence that says what to do', () => {
    const newer = schemaVersion + 1
    const read = [
      () => TicketOfAnyVersion.parse({ ...ticket, schemaVersion: newer, unheardOf: true }),
      () => EventOfAnyVersion.parse({ ...events[0], schemaVersion: newer, unheardOf: true }),
    ]
    for (const each of read) {
      expect(each).toThrow(
        expect.objectContaining({
          code: 'newerData',
          message: expect.stringContaining('Upgrade the program first'),
          sentence: { zh: expect.stringContaining('请先升级'), en: expect.any(String) },
        }),
      )
    }
  })

  it('refuses what is of no version', () => {
    for (const spoilt of [undefined, null, 'ticket', 7, {}, { ...ticket, schemaVersion: 0 }])
      expect(TicketOfAnyVersion.safeParse(spoilt).success).toBe(false)
    expect(EventOfAnyVersion.safeParse({ ...events[0], schemaVersion: '2' }).success).toBe(false)
  })
})
