import { describe, expect, it } from 'vitest'
import { readSample, readSampleList } from './read-sample.ts'
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

describe('a list that somebody has saved', () => {
  const row = (more: object = {}) => ({ gdbh: 1001, zt: '待签收', cjsj: '2026-03-02 09:00:00.000', ...more })
  const read = (...rows: object[]) => readSampleList(portalDescription, { code: 200, rows, total: 9 })

  it('tells the rows that would be left out, and why', () =>
    expect(read(row(), row({ zt: '督办中' }), row({ gdbh: null, cjsj: '昨天' }))).toEqual({
      rows: 3,
      unread: [
        {
          row: 2,
          fields: [
            {
              field: 'status',
              at: 'zt',
              found: 'unfit',
              why: '“督办中”不在代码表中 / "督办中" is not in the table of codes',
            },
          ],
        },
        {
          row: 3,
          fields: [
            { field: 'id', at: 'gdbh', found: 'absent' },
            { field: 'createdAt', at: 'cjsj', found: 'unfit', why: '不是时间 / is not a moment' },
          ],
        },
      ],
    }))

  it('tells none where all can be read, and that an answer has no list', () => {
    expect(read(row())).toEqual({ rows: 1, unread: [] })
    expect(readSampleList(portalDescription, answer)).toBeUndefined()
  })
})
