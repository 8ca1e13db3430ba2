/** Where the demo's cases happen: rough centres of the nine real banners; communities, streets and points are invented. */
import { createHash } from 'node:crypto'
import type { Location } from '@chuishao/core/ticket'

interface Centre {
  lng: number
  lat: number
  /** How far from it its communities lie, in degrees. */
  reach: number
}

/** By the first part of a community's id. */
const centres: Record<string, Centre> = {
  xincheng: { lng: 111.69, lat: 40.849, reach: 0.02 },
  huimin: { lng: 111.622, lat: 40.816, reach: 0.02 },
  yuquan: { lng: 111.657, lat: 40.782, reach: 0.02 },
  saihan: { lng: 111.715, lat: 40.806, reach: 0.02 },
  tuzuo: { lng: 111.162, lat: 40.729, reach: 0.06 },
  tuoxian: { lng: 111.194, lat: 40.277, reach: 0.06 },
  helin: { lng: 111.822, lat: 40.379, reach: 0.06 },
  qingshuihe: { lng: 111.648, lat: 39.921, reach: 0.06 },
  wuchuan: { lng: 111.451, lat: 41.096, reach: 0.06 },
}

/** About 500 m. */
const communityReach = 0.0045

/** The point of an address: the same at every start, and within its community. */
export function place(communityId: string, address: string): Location {
  const centre = centres[communityId.slice(0, communityId.indexOf('-'))]
  if (!centre) throw new Error(`No banner of the demo has the community "${communityId}"`)
  const community = offset(communityId, centre.reach)
  const spot = address === '' ? { lng: 0, lat: 0 } : offset(`${communityId} ${address}`, communityReach)
  return {
    crs: 'wgs84',
    lng: rounded(centre.lng + community.lng + spot.lng),
    lat: rounded(centre.lat + community.lat + spot.lat),
    address,
    communityId,
  }
}

/** A way to go that follows from a name, at most `reach` in either direction. */
function offset(name: string, reach: number): { lng: number; lat: number } {
  const digest = createHash('sha256').update(name).digest()
  const along = (at: number) => (digest.readUInt16BE(at) / 0xffff) * 2 * reach - reach
  return { lng: along(0), lat: along(2) }
}

/** To the metre, as a phone gives it. */
const rounded = (degrees: number) => Math.round(degrees * 1e5) / 1e5

const at = (communityId: string) => (address: string) => place(communityId, address)

export const qingshan = at('xincheng-s1-c1')
export const baihe = at('saihan-s1-c1')
export const xinglongyao = at('tuzuo-s1-c2')
