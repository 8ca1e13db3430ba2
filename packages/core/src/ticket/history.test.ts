import { describe, expect, it } from 'vitest'
import { accepted } from '../testing/scenario.ts'
import { sealEvent, verifyHistory, type TicketEvent, type UnsealedEvent } from './index.ts'

const { events } = accepted()
const [whistle, answer] = events
if (!whistle || !answer) throw new Error('no history')
const verify = (first: Partial<TicketEvent>, asSeen = false) =>
  verifyHistory([{ ...whistle, ...first }, answer], { asSeen })
const { salt: _, ...unsalted } = whistle.personal ?? {}

describe('personal data beside the hash', () => {
  it('may go without breaking the chain', () => {
    const { personal: __, ...erased } = whistle
    expect(verifyHistory([erased, answer])).toMatchObject({ ok: true, count: 2 })
  })

  it('is found out where it was changed, and where its salt was taken so that nobody can tell', () => {
    const broken = { ok: false, version: 1, broken: 'personal' }
    expect(verify({ personal: { ...whistle.personal, citizenId: 'citizen-9' } })).toEqual(broken)
    expect(verify({ personal: unsalted })).toEqual(broken)
  })

  it('is passed over where a reader sees a part of it, and checked where they see it whole', () => {
    expect(verify({ personal: unsalted }, true).ok).toBe(true)
    expect(verify({ personal: { ...whistle.personal, citizenId: 'citizen-9' } }, true)).toMatchObject({
      broken: 'personal',
    })
  })

  it('takes a salt of 128 bits or more', () => {
    const unsealed: UnsealedEvent = answer
    for (const salt of ['', '5a', 'x'.repeat(32), '5A'.repeat(16)])
      expect(() => sealEvent(unsealed, '', salt)).toThrow(expect.objectContaining({ code: 'weakSalt' }))
  })
})

describe('an event that was made coarse for its reader', () => {
  const coarse: Partial<TicketEvent> = { command: { type: 'WHISTLE' }, redacted: true }

  it('keeps its place in the chain', () => {
    expect(verify(coarse, true).ok).toBe(true)
    expect(verify({ ...coarse, previousHash: 'f'.repeat(64) }, true)).toMatchObject({ broken: 'link' })
    expect(verify({ ...coarse, hash: 'f'.repeat(64) }, true)).toMatchObject({ version: 2, broken: 'link' })
  })

  it('is never taken for a stored one', () => {
    expect(verify(coarse)).toMatchObject({ version: 1, broken: 'hash' })
    expect(verify({ redacted: true })).toMatchObject({ version: 1, broken: 'hash' })
  })
})
