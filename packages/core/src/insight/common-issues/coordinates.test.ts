import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gcj02OfWgs84, metresBetween, toWgs84 } from './coordinates.ts'

describe('coordinates', () => {
  // Vectors of googollee/eviltransform (latitude, longitude in WGS 84, then in GCJ-02).
  it.each([
    [31.1774276, 121.5272106, 31.17530398364597, 121.531541859215],
    [22.543847, 113.912316, 22.540796131694766, 113.9171764808363],
    [39.911954, 116.377817, 39.91334545536069, 116.38404722455657],
  ])('of %s, %s agree with the published vectors both ways', (lat, lng, gcjLat, gcjLng) => {
    const there = gcj02OfWgs84({ lng, lat })
    expect(there.lng).toBeCloseTo(gcjLng, 7)
    expect(there.lat).toBeCloseTo(gcjLat, 7)
    const back = toWgs84({ crs: 'gcj02', lng: gcjLng, lat: gcjLat })
    expect(metresBetween(back, { lng, lat })).toBeLessThan(0.02)
  })
  // README of wandergis/coordtransform: wgs84 116.404, 39.915 is bd09 116.41662724378733, 39.922699552216216.
  it('of Baidu come back to where the device was', () => {
    const back = toWgs84({ crs: 'bd09', lng: 116.41662724378733, lat: 39.922699552216216 })
    // Baidu's own inverse is approximate: half a metre.
    expect(metresBetween(back, { lng: 116.404, lat: 39.915 })).toBeLessThan(1)
  })
  it('of GCJ-02 are several hundred metres off where they are taken for WGS 84', () => {
    const hohhot = { lng: 111.67, lat: 40.82 }
    expect(metresBetween(gcj02OfWgs84(hohhot), hohhot)).toBeGreaterThan(300)
  })
  it('of CGCS2000 are taken as they are, as are points abroad', () => {
    expect(toWgs84({ crs: 'cgcs2000', lng: 111.67, lat: 40.82 })).toEqual({ lng: 111.67, lat: 40.82 })
    expect(toWgs84({ crs: 'gcj02', lng: 2.35, lat: 48.85 })).toEqual({ lng: 2.35, lat: 48.85 })
  })
  it('survive the way there and back anywhere in China to a centimetre', () => {
    const points = fc.record({
      lng: fc.double({ min: 74, max: 134, noNaN: true }),
      lat: fc.double({ min: 18, max: 53, noNaN: true }),
    })
    fc.assert(
      fc.property(points, (point) => {
        const back = toWgs84({ crs: 'gcj02', ...gcj02OfWgs84(point) })
        expect(metresBetween(back, point)).toBeLessThan(0.01)
      }),
    )
  })
})
