/** Where it is, as it is being filled in, and the location that the backend gets. */
import type { Crs, Location } from '@chuishao/core/ticket'

/** Coordinates are kept as they are typed, until both are numbers. */
export interface Place {
  address: string
  lng: string
  lat: string
  /** Reference system of the coordinates. */
  crs: Crs
  /** As the device said; gone once somebody edits the coordinates. */
  accuracyMetres?: number
}

export const crsChoices: readonly Crs[] = ['cgcs2000', 'wgs84', 'gcj02', 'bd09']

export const emptyPlace = (crs: Crs): Place => ({ address: '', lng: '', lat: '', crs })

const hasCoordinates = ({ lng, lat }: Place): boolean => lng.trim() !== '' || lat.trim() !== ''

export type PlaceFlaw = 'missing' | 'coordinates'

export function flawOf(place: Place): PlaceFlaw | undefined {
  if (!hasCoordinates(place)) return place.address.trim() ? undefined : 'missing'
  return degrees(place.lng, 180) === undefined || degrees(place.lat, 90) === undefined
    ? 'coordinates'
    : undefined
}

/** Undefined while nothing of it is filled in. An address alone is in the system of the city's address base. */
export function locationOf(place: Place, communityId: string, addressCrs: Crs): Location | undefined {
  if (flawOf(place)) return undefined
  const address = place.address.trim()
  const named = { ...(address && { address }), communityId }
  const lng = degrees(place.lng, 180)
  const lat = degrees(place.lat, 90)
  if (lng === undefined || lat === undefined) return { crs: addressCrs, ...named }
  const { accuracyMetres } = place
  return { crs: place.crs, lng, lat, ...(accuracyMetres !== undefined && { accuracyMetres }), ...named }
}

export const placeOf = ({ crs, lng, lat, address = '', accuracyMetres }: Location): Place => ({
  address,
  lng: lng === undefined ? '' : String(lng),
  lat: lat === undefined ? '' : String(lat),
  crs,
  ...(accuracyMetres !== undefined && { accuracyMetres }),
})

function degrees(text: string, limit: number): number | undefined {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  return Number.isFinite(value) && Math.abs(value) <= limit ? value : undefined
}
