import { describe, expect, it } from 'vitest'
import { commandTypes } from '../ticket/index.ts'
import { permissionMatrix } from './permission-matrix.ts'
import { testPolicy } from '../testing/test-city.ts'

const matrix = permissionMatrix(testPolicy)
const may = (from: string, command: string) =>
  matrix.filter((it) => it.from === from && it.command === command)

describe('the permission matrix', () => {
  it('knows every command and leaves no state without a way out but the final ones', () => {
    expect(new Set(matrix.map((it) => it.command))).toEqual(new Set(commandTypes))
    const stuck = ['withdrawn', 'merged', 'discarded']
    for (const state of stuck) expect(matrix.some((it) => it.from === state)).toBe(false)
  })
  it('says who reviews a return and where it leads', () => {
    expect(may('underReview.returned', 'UPHOLD_RETURN').map((it) => [it.to, it.roles])).toEqual([
      ['whistled', ['returnReviewer']],
      ['closed', ['returnReviewer']],
    ])
  })
  it('lets nobody but the system announce a deadline', () => {
    for (const it of matrix) if (it.command === 'DEADLINE_REACHED') expect(it.roles).toEqual(['system'])
  })
  it('says which clocks start and stop, and how a ticket is closed', () => {
    expect(may('whistled', 'ACCEPT').map((it) => it.clocks)).toEqual([
      [
        { op: 'stop', clock: 'accept' },
        { op: 'start', clock: 'handle', from: 'dispatch' },
      ],
    ])
    expect(may('underReview.returned', 'UPHOLD_RETURN').map((it) => it.closing)).toEqual([
      undefined,
      'declined',
    ])
  })
})
