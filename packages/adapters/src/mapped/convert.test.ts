import { describe, expect, it } from 'vitest'
import { placeOf, putValue, readValue } from './convert.ts'
import type { Conversion } from './description.ts'
import { photoNames } from './portal-photos.ts'

const photos = photoNames()
const conversions = { values: {}, zone: '+08:00' }
const codes = placeOf(['big', 'in.small'], 'matter', conversions)
const photosOf = (as: Conversion) => placeOf({ at: 'media', as }, 'photos', conversions)

const written = (value: unknown, place: typeof codes) => {
  const record = {}
  putValue(record, value, place, photos)
  return record
}

describe('several fields of theirs for one of ours', () => {
  it('are joined when they are read, and taken apart when they are written', () => {
    const record = { big: '01', in: { small: 7 } }
    expect(readValue(record, codes, photos)).toBe('01-7')
    expect(written('01-7', codes)).toEqual({ big: '01', in: { small: '7' } })
  })

  it('are absent together, and never half', () => {
    expect(readValue({ in: {} }, codes, photos)).toBeUndefined()
    expect(() => readValue({ big: '01' }, codes, photos)).toThrow('only in part')
  })

  it('take nothing that has not as many parts', () =>
    expect(() => written('01', codes)).toThrow('has not 2 parts'))
})

describe('photos in a list of objects', () => {
  const before = photosOf({ each: 'id', only: { usage: 1 } })

  it('are those that the description means', () => {
    const media = [
      { id: 5, usage: 1 },
      { id: 6, usage: 3 },
    ]
    expect(readValue({ media }, before, photos)).toEqual([photos.refOf('5')])
    expect(readValue({ media }, photosOf({ each: 'id' }), photos)).toHaveLength(2)
  })

  it('are written with what marks them', () =>
    expect(written([photos.refOf('5')], before)).toEqual({ media: [{ id: '5', usage: 1 }] }))
})

describe('what all objects share', () => {
  it('is never written, whatever a path says', () => {
    written('words', placeOf('__proto__.shared', 'text', conversions))
    written('words', placeOf('constructor.shared', 'text', conversions))
    expect([Reflect.get({}, 'shared'), Reflect.get(Object, 'shared')]).toEqual([undefined, undefined])
  })

  it('is no code in a table', () => {
    const place = placeOf({ at: 'a', as: { codes: { lamp: '1' } } }, 'matter', conversions)
    expect(() => written('constructor', place)).toThrow('table of codes')
  })
})
