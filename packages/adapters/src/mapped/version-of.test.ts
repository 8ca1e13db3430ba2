import { describe, expect, it } from 'vitest'
import type { TicketValues } from './ticket-of.ts'
import { versionOf } from './version-of.ts'

const values: TicketValues = {
  id: '1001',
  status: 'accepted',
  updatedAt: '2026-03-02T01:30:00.000Z',
  resultText: '已修好',
}

describe('the version of a record that does not count its changes', () => {
  it('tells two changes within one second apart', () => {
    expect(versionOf({ ...values, resultText: '又坏了' })).not.toBe(versionOf(values))
    expect(versionOf({ ...values, status: 'closed' })).not.toBe(versionOf(values))
  })

  it('tells them apart by what lies in its lists, too', () => {
    const assist = { unitId: '105', task: '联系物业' }
    const open = versionOf(values, { extensions: [], assists: [assist] })
    expect(open).not.toBe(versionOf(values))
    const done = { ...assist, doneAt: '2026-03-02T01:30:00.000Z' }
    expect(versionOf(values, { extensions: [], assists: [done] })).not.toBe(open)
  })

  it('grows from one second to the next, up to the end of the century', () => {
    const later = versionOf({ ...values, updatedAt: '2026-03-02T01:30:01.000Z' })
    expect(later).toBeGreaterThan(versionOf(values))
    const last = versionOf({ ...values, updatedAt: '2099-12-31T23:59:59.999Z' })
    expect(Number.isSafeInteger(last)).toBe(true)
  })

  it('is the same for everybody who looks, whatever they may do and see', () => {
    const seen = versionOf({ ...values, allowed: ['ACCEPT'], contactPhone: '138****0000', warning: 'red' })
    expect(seen).toBe(versionOf(values))
  })

  it('is the same on the page that uploaded a photo and on all others, but not with another photo', () => {
    const photo = { sha256: 'a'.repeat(64), mediaType: 'image/png', bytes: 1 } as const
    const version = versionOf({ ...values, attachments: [photo] })
    expect(versionOf({ ...values, attachments: [{ ...photo, mediaType: 'image/jpeg' }] })).toBe(version)
    expect(versionOf({ ...values, attachments: [{ ...photo, sha256: 'b'.repeat(64) }] })).not.toBe(version)
  })

  it('is what the record says where there is no moment of the last change', () => {
    const { updatedAt: _updatedAt, ...timeless } = values
    expect(versionOf({ ...timeless, status: 'closed' })).not.toBe(versionOf(timeless))
    expect(versionOf(timeless)).toBe(versionOf({ ...timeless }))
  })

  it('is the portal’s own count where it counts', () => expect(versionOf({ ...values, version: 7 })).toBe(7))
})
