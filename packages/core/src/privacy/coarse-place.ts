/** Roughly where: the road or the compound instead of the door, the neighbourhood instead of the point. */
import type { Location } from '../ticket/index.ts'

/** An address up to its first number. */
export function coarseAddress(address: string): string {
  const [road = ''] = address.split(/[0-9０-９]|[一二三四五六七八九十百]+(?=[号栋幢座楼单])/u)
  const trimmed = road.replace(/[\s,，、-]+$/u, '')
  return trimmed === '' ? '***' : trimmed
}

/** Degrees with two decimals: within about 700 m of the place at 40° north. */
const coarseDegrees = (degrees: number): number => Math.round(degrees * 100) / 100
/** What a coarse coordinate says of its own accuracy, in metres. */
const coarseMetres = 1000

export function coarseLocation(location: Location): Location {
  const { lng, lat, accuracyMetres = 0, address, ...place } = location
  return {
    ...place,
    ...(lng !== undefined &&
      lat !== undefined && {
        lng: coarseDegrees(lng),
        lat: coarseDegrees(lat),
        accuracyMetres: Math.max(accuracyMetres, coarseMetres),
      }),
    ...(address !== undefined && { address: coarseAddress(address) }),
  }
}
