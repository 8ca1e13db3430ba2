/**
 * The places that whistles are gathered in: squares of a grid, each within one community, so that history adds up and
 * a cluster can reach over the border between communities.
 */
import { degreesOf, metresBetween, type Point } from './coordinates.ts'
import type { Settings } from './options.ts'
import type { Whistle } from './whistle-log.ts'

export interface Community {
  id: string
  /** Region by GB/T 2260; empty where the city does not know the community. */
  regionCode: string
  streetId?: string
  places: number[]
}

export interface Place {
  community: number
  /** Middle of the square, or of the community for what came without coordinates; absent where that is unknown too. */
  point?: Point
}

export interface Places {
  communities: Community[]
  places: Place[]
  /** The place of each whistle. */
  placeOf: Int32Array
  /** The places around one, itself first, nearest first. */
  around(place: number): Int32Array
}

type Wanted = Pick<Settings, 'city' | 'cellMetres' | 'maxRadiusMetres'>

/** Sorts whistles into places. The grid is fixed on the earth: more whistles never move it. */
export function placesOf(
  whistles: readonly Whistle[],
  { city, cellMetres, maxRadiusMetres }: Wanted,
): Places {
  const communities: Community[] = []
  const places: Place[] = []
  const byCommunity = new Map<string, { index: number; cells: Map<string, number> }>()
  const placeOf = Int32Array.from(whistles, ({ communityId, point }) => {
    let known = byCommunity.get(communityId)
    if (!known) {
      const unit = city.unit(communityId)
      const { regionCode = '', parentId } = unit ?? {}
      known = { index: communities.length, cells: new Map() }
      byCommunity.set(communityId, known)
      communities.push({
        id: communityId,
        regionCode,
        ...(parentId !== undefined && { streetId: parentId }),
        places: [],
      })
    }
    const cell = point && cellOf(point, cellMetres)
    const key = cell ? cell.key : ''
    let place = known.cells.get(key)
    if (place === undefined) {
      place = places.length
      known.cells.set(key, place)
      places.push({ community: known.index, ...(cell && { point: cell.middle }) })
      communities[known.index]?.places.push(place)
    }
    return place
  })
  for (const { places: own } of communities) locateTheRest(own.flatMap((it) => places[it] ?? []))
  return { communities, places, placeOf, around: neighbourhoods(places, maxRadiusMetres) }
}

function cellOf({ lng, lat }: Point, metres: number): { key: string; middle: Point } {
  const height = degreesOf(metres, 0).lat
  const row = Math.floor(lat / height)
  const middleLat = (row + 0.5) * height
  const width = degreesOf(metres, middleLat).lng
  const column = Math.floor(lng / width)
  return { key: `${row} ${column}`, middle: { lng: (column + 0.5) * width, lat: middleLat } }
}

/** What came without coordinates is put where its community usually whistles. */
function locateTheRest(own: readonly Place[]): void {
  const points = own.flatMap(({ point }) => point ?? [])
  if (points.length === 0) return
  const middle = middleOf(points)
  for (const place of own) place.point ??= middle
}

/** The mean of points that lie within one city. */
export const middleOf = (points: readonly Point[]): Point => ({
  lng: points.reduce((sum, { lng }) => sum + lng, 0) / points.length,
  lat: points.reduce((sum, { lat }) => sum + lat, 0) / points.length,
})

/** Finds neighbours by a coarse grid, so that each place is compared only with what may be near. */
function neighbourhoods(places: readonly Place[], radius: number): (place: number) => Int32Array {
  const height = degreesOf(radius, 0).lat
  const rows = new Map<number, Map<number, number[]>>()
  const widthOf = (row: number) => degreesOf(radius, (row + 0.5) * height).lng
  places.forEach(({ point }, index) => {
    if (!point) return
    const row = Math.floor(point.lat / height)
    const column = Math.floor(point.lng / widthOf(row))
    const columns = rows.get(row) ?? new Map<number, number[]>()
    rows.set(row, columns)
    const here = columns.get(column)
    if (here) here.push(index)
    else columns.set(column, [index])
  })
  const found = new Map<number, Int32Array>()

  return (place) => {
    const before = found.get(place)
    if (before) return before
    const near = search(place)
    found.set(place, near)
    return near
  }

  function search(place: number): Int32Array {
    const point = places[place]?.point
    if (!point) return Int32Array.of(place)
    const near: { index: number; metres: number }[] = []
    const middleRow = Math.floor(point.lat / height)
    // A circle reaches furthest in longitude on its side towards the pole.
    const reach = degreesOf(radius, Math.abs(point.lat) + height).lng
    for (let row = middleRow - 1; row <= middleRow + 1; row += 1) {
      const columns = rows.get(row)
      if (!columns) continue
      const width = widthOf(row)
      const last = Math.floor((point.lng + reach) / width)
      for (let column = Math.floor((point.lng - reach) / width); column <= last; column += 1) {
        for (const index of columns.get(column) ?? []) {
          const there = places[index]?.point
          const metres = there ? metresBetween(point, there) : Infinity
          if (metres <= radius) near.push({ index, metres: index === place ? -1 : metres })
        }
      }
    }
    near.sort((a, b) => a.metres - b.metres || a.index - b.index)
    return Int32Array.from(near, ({ index }) => index)
  }
}
