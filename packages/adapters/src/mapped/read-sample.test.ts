import { describe, expect, it } from 'vitest'
import { readSample } from './read-sample.ts'
import { portalDescription } from './testing/portal-description.ts'

const answer = {
  code: 200,
  data: { gdbh: 1001, zt: '待签收', cjsj: '2026-03-02 09:00', sq: 101, wz: { dz: '示例路 3 号' } },
}
const of = (field: string, said: unknown = answer) => {
  const read = readSample(portalDescription, said)
  return read.ok ? read.fields.find((it) => it.field === field) : read
}

describe('an answer that somebody has saved', () => {
  it('is read field by field, each with where it lies', () => {
    expect(of('status')).toEqual({ field: 'status', at: 'zt', found: 'read', value: 'whistled' })
    expect(of('communityId')).toMatchObject({ found: 'read', value: 'community-1' })
    expect(of('address')).toMatchObject({ at: 'wz.dz', value: '示例路 3 号' })
  })

  it('shows what is not there, and what cannot be read and why', () => {
    expect(of('leadUnitId')).toEqual({ field: 'leadUnitId', at: 'cbdw', found: 'absent' })
    expect(of('createdAt')).toMatchObject({ found: 'unfit', why: '不是时间 / is not a moment' })
  })

  it('shows that there is no record where the description looks for it', () =>
    expect(of('status', { code: 200, body: answer.data })).toEqual({ ok: false, record: 'data' }))
})
