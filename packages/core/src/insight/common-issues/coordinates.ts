/**
 * Brings coordinates of the systems in use in China to one before anything is measured: mixed, a point is 500 m off.
 *
 * GCJ-02 has no published definition. The offset here is the reverse-engineered one that open implementations share
 * (googollee/eviltransform, wandergis/coordtransform; described in Wikipedia, "Restrictions on geographic data in
 * China"); the tests hold it to their published vectors. CGCS2000 is taken as WGS 84: both are geocentric, and they
 * differ by less than a metre, which is less than a phone knows.
 */
import type { Crs } from '../../ticket/location.ts'

/** A point in degrees; of which system is for the context to say. */
export interface Point {
  /** Degrees east. */
  lng: number
  /** Degrees north. */
  lat: number
}

/** A point in any of the four systems, as WGS 84, to about a centimetre of the shared formula. */
export function toWgs84({ crs, lng, lat }: Point & { crs: Crs }): Point {
  switch (crs) {
    case 'wgs84':
    case 'cgcs2000':
      return { lng, lat }
    case 'gcj02':
      return wgs84OfGcj02({ lng, lat })
    case 'bd09':
      return wgs84OfGcj02(gcj02OfBd09({ lng, lat }))
  }
}

/** Semi-major axis in metres and squared eccentricity of the Krasovsky 1940 ellipsoid, on which the offset is scaled. */
const axis = 6_378_245
const eccentricity2 = 0.006_693_421_622_965_943
const { PI, abs, atan2, cos, hypot, sin, sqrt } = Math
const radians = (degrees: number) => (degrees * PI) / 180

/** A WGS 84 point as GCJ-02; outside of the box in which the offset is applied, the point itself. */
export function gcj02OfWgs84(point: Point): Point {
  const { lng, lat } = point
  if (lng < 72.004 || lng > 137.8347 || lat < 0.8293 || lat > 55.8271) return point
  const x = lng - 105
  const y = lat - 35
  const ripple = ((20 * sin(6 * x * PI) + 20 * sin(2 * x * PI)) * 2) / 3
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * sqrt(abs(x)) +
    ripple +
    waves(y, 20, 40, 160, 320)
  const east =
    300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + ripple + waves(x, 20, 40, 150, 300)
  const squash = 1 - eccentricity2 * sin(radians(lat)) ** 2
  const meridian = (axis * (1 - eccentricity2)) / (squash * sqrt(squash))
  const parallel = (axis / sqrt(squash)) * cos(radians(lat))
  return { lng: lng + (east * 180) / (parallel * PI), lat: lat + (north * 180) / (meridian * PI) }
}

/** What four waves along one axis add, in metres. */
const waves = (t: number, a: number, b: number, c: number, d: number) =>
  ((a * sin(t * PI) + b * sin((t * PI) / 3) + c * sin((t * PI) / 12) + d * sin((t * PI) / 30)) * 2) / 3

/** The offset cannot be solved for, but it changes slowly: each step leaves less than a thousandth of the error. */
function wgs84OfGcj02(point: Point): Point {
  let guess = point
  for (let step = 0; step < 6; step += 1) {
    const there = gcj02OfWgs84(guess)
    guess = { lng: guess.lng + point.lng - there.lng, lat: guess.lat + point.lat - there.lat }
  }
  return guess
}

/** Baidu's own second offset on top of GCJ-02. */
function gcj02OfBd09(point: Point): Point {
  const x = point.lng - 0.0065
  const y = point.lat - 0.006
  const turn = (PI * 3000) / 180
  const radius = hypot(x, y) - 0.00002 * sin(y * turn)
  const angle = atan2(y, x) - 0.000003 * cos(x * turn)
  return { lng: radius * cos(angle), lat: radius * sin(angle) }
}

const metresPerDegree = (6_371_008.8 * PI) / 180

/** Metres between two points of one system. Takes the earth for flat: right to a thousandth within a city. */
export function metresBetween(a: Point, b: Point): number {
  const east = (a.lng - b.lng) * cos(radians((a.lat + b.lat) / 2))
  return hypot(east, a.lat - b.lat) * metresPerDegree
}

/** Degrees that so many metres are at a latitude. */
export const degreesOf = (metres: number, lat: number): Point => ({
  lng: metres / (metresPerDegree * cos(radians(lat))),
  lat: metres / metresPerDegree,
})
