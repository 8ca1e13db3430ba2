/** Between degrees and the plane of a portal: by the description's figures, or by what the page gives for a city's own plane. */
import { GatewayError } from '@chuishao/core/service'
import * as z from 'zod/mini'
import type { PortalDescription } from './description.ts'
import { fromPlane, toPlane, type Pair, type Projection } from './projection.ts'

/**
 * A city's own plane, the figures of which are not to lie on a page: it asks whoever may know them, e.g. a service of the
 * city. Many points at a time, answered in their order.
 */
export interface OwnPlane {
  /** Longitude and latitude to x and y, in the order of the portal's fields `lng` and `lat`. */
  toPlane: (points: Pair[]) => Pair[] | Promise<Pair[]>
  fromPlane: (points: Pair[]) => Pair[] | Promise<Pair[]>
}

/** Undefined where the portal keeps degrees. Throws a GatewayError where the page's function does not convert. */
export function planeOf(
  { ticket: { projection }, name }: Pick<PortalDescription, 'ticket' | 'name'>,
  own: OwnPlane | undefined,
): OwnPlane | undefined {
  if (projection === undefined) return undefined
  if (projection.plane !== 'own') return knownPlane(projection)
  if (own === undefined) return undefined
  return {
    toPlane: (points) => converted(own.toPlane, points, name),
    fromPlane: (points) => converted(own.fromPlane, points, name),
  }
}

const knownPlane = (projection: Exclude<Projection, { plane: 'own' }>): OwnPlane => ({
  toPlane: (points) => points.map((point) => toPlane(point, projection)),
  fromPlane: (points) => points.map((point) => fromPlane(point, projection)),
})

const Points = z.array(z.tuple([z.number(), z.number()]))

/** A point that is not converted is one in the wrong place: never sent, never shown. */
async function converted(convert: OwnPlane['toPlane'], points: Pair[], name: string): Promise<Pair[]> {
  if (points.length === 0) return []
  try {
    const answered = z.parse(Points, await convert(points))
    if (answered.length === points.length) return answered
    throw new Error(`${points.length} points went in, and ${answered.length} came back`)
  } catch (error) {
    throw new GatewayError(
      'server',
      {
        zh: `${name}的坐标现在无法换算，请稍后再试。`,
        en: `Places of ${name} cannot be converted now. Try again later.`,
      },
      { cause: error },
    )
  }
}
