/** What a plane does to points: there and back, and beside those that somebody has measured in both systems. */
import { closeEnough } from './cross-checks/plane-faults.ts'
import { InvalidDescriptionError } from './description-fault.ts'
import { planeOf, type OwnPlane } from './own-plane.ts'
import type { Pair } from './projection.ts'
import { readDescription } from './read-description.ts'

export interface PlaneFate {
  fate: 'kept' | 'changed'
  /** Greatest distance in metres between a point and what comes back of it. */
  roundTripMetres: number
  /** Greatest distance in metres from where a measured point lies; undefined where none is given. */
  checkPointMetres?: number
  points: number
}

/** Metres that a point may move on the way: less than a kerb is wide. */
const mostMoved = 0.1

/**
 * @param around a point of the city, in degrees; the first measured point where absent
 * @returns undefined where the portal keeps degrees, or where there is a plane of its own and nothing that converts
 * @throws {InvalidDescriptionError}
 */
export async function testPlane(
  input: unknown,
  { plane: own, around }: { plane?: OwnPlane; around?: Pair } = {},
): Promise<PlaneFate | undefined> {
  const read = readDescription(input)
  if (!read.ok) throw new InvalidDescriptionError(read.faults)
  const { projection } = read.description.ticket
  const plane = planeOf(read.description, own)
  if (projection === undefined || plane === undefined) return undefined
  const measured = projection.checkPoints ?? []
  const [first] = measured
  const meridian = projection.plane === 'gaussKruger' ? projection.centralMeridian : 105
  const centre = around ?? (first ? [first.lng, first.lat] : [meridian, 36])
  const sent = [...grid(centre), ...measured.map(({ lng, lat }): Pair => [lng, lat])]
  const there = await plane.toPlane(sent)
  const back = await plane.fromPlane(there)
  const roundTripMetres = greatest(sent.map((point, index) => metresBetween(point, back[index])))
  const placed = there.slice(sent.length - measured.length)
  const checkPointMetres = greatest(
    measured.map(({ x, y }, index) => {
      const [x1 = Number.NaN, y1 = Number.NaN] = placed[index] ?? []
      return Math.hypot(x1 - x, y1 - y)
    }),
  )
  const isKept = roundTripMetres <= mostMoved && checkPointMetres <= closeEnough
  return {
    fate: isKept ? 'kept' : 'changed',
    roundTripMetres,
    ...(measured.length > 0 && { checkPointMetres }),
    points: sent.length,
  }
}

/** Nine points, 20 km apart or so. */
const grid = ([lng, lat]: Pair): Pair[] =>
  [-0.2, 0, 0.2].flatMap((east) => [-0.2, 0, 0.2].map((north): Pair => [lng + east, lat + north]))

/** A NaN is no distance, and must not pass for a small one. */
const greatest = (distances: number[]) =>
  distances.reduce((most, it) => (it <= most ? most : Number.isNaN(it) ? Infinity : it), 0)

const metresOfDegree = 111_320
function metresBetween([lng, lat]: Pair, [lng1, lat1]: Pair | [] = []): number {
  if (lng1 === undefined || lat1 === undefined) return Number.NaN
  const east = (lng1 - lng) * Math.cos((lat * Math.PI) / 180)
  return Math.hypot(east, lat1 - lat) * metresOfDegree
}
