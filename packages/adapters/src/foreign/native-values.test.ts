import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDate, writeDate } from './native-date.ts'
import { isUuid, nativeIdOf, ticketIdOf } from './native-id.ts'

describe('a portal’s id', () => {
  it('is a UUID and comes back from it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Za-z_-]{1,20}$/), (native) => {
        const id = ticketIdOf(native) ?? ''
        expect([isUuid(id), nativeIdOf(id)]).toEqual([true, native])
      }),
    )
  })

  it('may be what MongoDB makes, also with a mark before it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Za-z_-]{0,3}[0-9a-f]{21,24}$/), (native) => {
        const id = ticketIdOf(native) ?? ''
        expect([isUuid(id), nativeIdOf(id)]).toEqual([true, native])
      }),
    )
    expect(nativeIdOf(ticketIdOf('-t-503fc045901932078800163c') ?? '')).toBe('-t-503fc045901932078800163c')
  })

  it('is read from no UUID that another made, of whatever version', () => {
    fc.assert(
      fc.property(fc.uuid({ version: 8 }), (id) => {
        const native = nativeIdOf(id)
        expect(native === undefined ? id : ticketIdOf(native)).toBe(id)
      }),
    )
  })

  it('is another UUID where only its zeros in front are others', () =>
    expect(new Set(['1', '01', '001'].map(ticketIdOf)).size).toBe(3))

  it('is none where it does not fit, and a foreign UUID is none of the portal’s', () => {
    expect([ticketIdOf(''), ticketIdOf('工单1'), ticketIdOf('z'.repeat(21))]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(nativeIdOf('019c2f00-0000-7000-8000-000000000001')).toBeUndefined()
  })
})

describe('a portal’s date', () => {
  const moments = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-01-01'), noInvalidDate: true })
  it.each(['yyyy-MM-dd HH:mm:ss.SSS', 'yyyyMMddHHmmssSSS', 'dd/MM/yyyy HH:mm:ss.SSS', 'iso', 'milliseconds'])(
    'comes back as it was: %s',
    (pattern) =>
      fc.assert(
        fc.property(moments, fc.constantFrom('+08:00', '-03:30', '+00:00'), (date, zone) => {
          const instant = date.toISOString()
          expect(readDate(writeDate(instant, pattern, zone), pattern, zone)).toBe(instant)
        }),
      ),
  )

  it('is read in the portal’s own time', () => {
    expect(readDate('2026-03-02 09:30:00', 'yyyy-MM-dd HH:mm:ss', '+08:00')).toBe('2026-03-02T01:30:00.000Z')
    expect(readDate('1772415000', 'seconds', '+08:00')).toBe('2026-03-02T01:30:00.000Z')
  })

  it.each(['2026-02-31 00:00:00', '2026-03-02', '', '2026-03-02 25:00:00', null])(
    'is refused where it is none: %j',
    (text) => expect(readDate(text, 'yyyy-MM-dd HH:mm:ss', '+08:00')).toBeUndefined(),
  )
})
