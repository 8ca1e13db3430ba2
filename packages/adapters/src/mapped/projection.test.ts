import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromPlane, toPlane, type KnownProjection } from './projection.ts'

const zone: KnownProjection = { plane: 'gaussKruger', centralMeridian: 111 }
const webMap: KnownProjection = { plane: 'mercator' }

describe('points on a plane', () => {
  // Reckoned with proj4js 2.x: +proj=etmerc +lon_0=111 +x_0=500000 +ellps=GRS80, and EPSG:3857.
  it.each<[[number, number], [number, number], [number, number]]>([
    [
      [111.6743, 40.8216],
      [556_885.241, 4_520_980.405],
      [12_431_526.211, 4_986_063.21],
    ],
    [
      [111, 40],
      [500_000, 4_429_529.03],
      [12_356_463.478, 4_865_942.28],
    ],
    [
      [109.5, 53.5],
      [400_464.735, 5_931_313.319],
      [12_189_484.242, 7_076_025.276],
    ],
    [
      [112.49, 18.1],
      [657_723.685, 2_002_687.279],
      [12_522_329.519, 2_049_256.695],
    ],
  ])('are those of another program, to the millimetre: %j', (point, inZone, onWebMap) => {
    expect(toPlane(point, zone)).toEqual(inZone)
    expect(toPlane(point, webMap)).toEqual(onWebMap)
  })

  it('come back as the same degrees, anywhere in China', () => {
    const meridians = fc.integer({ min: 25, max: 45 }).map((number) => number * 3)
    const offsets = fc.double({ min: -1.5, max: 1.5, noNaN: true })
    const latitudes = fc.double({ min: 3, max: 54, noNaN: true })
    fc.assert(
      fc.property(meridians, offsets, latitudes, (centralMeridian, offset, lat) => {
        const point: [number, number] = [centralMeridian + offset, lat]
        for (const projection of [webMap, { plane: 'gaussKruger', centralMeridian } as const]) {
          const [lng, back] = fromPlane(toPlane(point, projection), projection)
          expect(Math.abs(lng - point[0])).toBeLessThan(2e-8)
          expect(Math.abs(back - lat)).toBeLessThan(2e-8)
        }
      }),
    )
  })

  it('may have the number of their zone before them', () => {
    const [x] = toPlane([111.6743, 40.8216], { ...zone, falseEasting: 37_500_000 })
    expect(x).toBe(37_556_885.241)
  })

  it('may lie on a plane that is turned, stretched and shifted, and come back from it', () => {
    // Turned by 1°, 30 ppm longer, its origin elsewhere.
    const [k, angle] = [1.000_03, Math.PI / 180]
    const [cos, sin] = [k * Math.cos(angle), k * Math.sin(angle)]
    const city: KnownProjection = { ...zone, affine: [cos, -sin, -420_000, sin, cos, -4_480_000] }
    const [east, north] = [556_885.241, 4_520_980.405]
    const [x, y] = toPlane([111.6743, 40.8216], city)
    expect(x).toBeCloseTo(cos * east - sin * north - 420_000, 2)
    expect(y).toBeCloseTo(sin * east + cos * north - 4_480_000, 2)
    expect(fromPlane([x, y], city)).toEqual([expect.closeTo(111.6743, 7), expect.closeTo(40.8216, 7)])
  })

  it('may have their axes the other way round, as surveyors write them: north first', () => {
    const northFirst: KnownProjection = { ...zone, affine: [0, 1, 0, 1, 0, 0] }
    expect(toPlane([111.6743, 40.8216], northFirst)).toEqual([4_520_980.405, 556_885.241])
  })
})
