/** Where the demo's cases happen: rough points of the real city, invented addresses. */
import type { Location } from '@chuishao/core/ticket'

const at =
  (communityId: string, lng: number, lat: number) =>
  (address: string): Location => ({
    crs: 'wgs84',
    lng,
    lat,
    address,
    communityId,
  })

export const qingshan = at('xincheng-s1-c1', 111.6935, 40.8472)
export const baihe = at('saihan-s1-c1', 111.7021, 40.8103)
export const xinglongyao = at('tuzuo-s1-c2', 111.1623, 40.7295)
