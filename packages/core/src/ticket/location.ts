/** Where it is. Coordinates never travel without their reference system: mixing them puts a point 500 m off. */
import * as z from 'zod/mini'
import { Code, Line } from './primitives.ts'

export const coordinateSystems = ['wgs84', 'gcj02', 'bd09', 'cgcs2000'] as const
export const Crs = z.enum(coordinateSystems)
export type Crs = z.infer<typeof Crs>

export const Location = z
  .object({
    /** Reference system of `lng`/`lat`; of the address base where only an address is given. */
    crs: Crs,
    /** Degrees east. */
    lng: z.optional(z.number().check(z.minimum(-180), z.maximum(180))),
    /** Degrees north. */
    lat: z.optional(z.number().check(z.minimum(-90), z.maximum(90))),
    /** Radius of uncertainty in metres, as the device says. */
    accuracyMetres: z.optional(z.number().check(z.minimum(0))),
    address: z.optional(Line),
    /** The community (unit) in whose area it lies. */
    communityId: Code,
  })
  .check(
    z.refine((it) => (it.lng === undefined) === (it.lat === undefined), {
      error: '经度和纬度必须同时填写 / longitude and latitude go together',
      path: ['lat'],
    }),
    z.refine((it) => it.lng !== undefined || it.address !== undefined, {
      error: '需要坐标或地址 / needs coordinates or an address',
      path: ['address'],
    }),
  )
export type Location = z.infer<typeof Location>
