/**
 * Points in metres on a plane, as surveyors' and city management systems keep them, and back into degrees.
 *
 * `mercator` is the one of web maps (EPSG:3857). `gaussKruger` is the transverse Mercator of Chinese surveying, on the
 * ellipsoid of CGCS2000, by Krüger's series to the fourth order: exact to well under a millimetre within its zone. A
 * city's own plane lies turned, stretched and shifted on it: six numbers where these may be known, and a function of the
 * page where they may not (`own-plane.ts`).
 */
import * as z from 'zod/mini'

/** Where a point lies in both, as somebody has measured it: numbers that go there and back may still be the wrong ones. */
const CheckPoint = z.strictObject({ lng: z.number(), lat: z.number(), x: z.number(), y: z.number() })

/** x = a·east + b·north + c and y = d·east + e·north + f, all in metres. */
const Affine = z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()]).check(
  z.refine(([a, b, , d, e]) => Math.abs(a * e - b * d) > 1e-9, {
    error:
      '六个数 [a, b, c, d, e, f]，且 a·e − b·d 不为零 / six numbers [a, b, c, d, e, f], and a·e − b·d is not zero',
  }),
)

const ownShape = { affine: z.optional(Affine), checkPoints: z.optional(z.array(CheckPoint)) }

export const Projection = z.discriminatedUnion('plane', [
  z.strictObject({ plane: z.literal('mercator'), ...ownShape }),
  z.strictObject({
    plane: z.literal('gaussKruger'),
    /** Degrees east, e.g. 111 for the zone of 3° from 109.5° to 112.5°. */
    centralMeridian: z.number().check(z.minimum(-180), z.maximum(180)),
    /** Metres that are added to x: 500000 by default; 37500000 where the zone's number stands before it. */
    falseEasting: z.optional(z.number()),
    ...ownShape,
  }),
  /** The page converts: `mappedGateway(description, { plane })`. */
  z.strictObject({ plane: z.literal('own'), checkPoints: ownShape.checkPoints }),
])
export type Projection = z.infer<typeof Projection>
/** One whose figures are in the description. */
export type KnownProjection = Exclude<Projection, { plane: 'own' }>

export type Pair = [number, number]

const radians = (degrees: number) => (degrees * Math.PI) / 180
const degrees = (angle: number) => (angle * 180) / Math.PI

const radiusOfWebMaps = 6_378_137

/** Metres on the plane, to the millimetre. */
export function toPlane(point: Pair, projection: KnownProjection): Pair {
  const [x, y] = onto(eastAndNorth(point, projection), projection.affine ?? same)
  return [rounded(x, 1e3), rounded(y, 1e3)]
}

/** Degrees, to a hundred-millionth: a millimetre. */
export function fromPlane(point: Pair, projection: KnownProjection): Pair {
  const [lng, lat] = lngAndLat(offFrom(point, projection.affine ?? same), projection)
  return [rounded(lng, 1e8), rounded(lat, 1e8)]
}

type Affine = z.infer<typeof Affine>
const same: Affine = [1, 0, 0, 0, 1, 0]

const onto = ([east, north]: Pair, [a, b, c, d, e, f]: Affine): Pair => [
  a * east + b * north + c,
  d * east + e * north + f,
]

function offFrom([x, y]: Pair, [a, b, c, d, e, f]: Affine): Pair {
  const determinant = a * e - b * d
  return [(e * (x - c) - b * (y - f)) / determinant, (a * (y - f) - d * (x - c)) / determinant]
}

const eastAndNorth = ([lng, lat]: Pair, projection: KnownProjection): Pair =>
  projection.plane === 'mercator'
    ? [radiusOfWebMaps * radians(lng), radiusOfWebMaps * Math.asinh(Math.tan(radians(lat)))]
    : toGaussKruger([lng, lat], projection)

const lngAndLat = ([x, y]: Pair, projection: KnownProjection): Pair =>
  projection.plane === 'mercator'
    ? [degrees(x / radiusOfWebMaps), degrees(Math.atan(Math.sinh(y / radiusOfWebMaps)))]
    : fromGaussKruger([x, y], projection)

const rounded = (value: number, steps: number) => Math.round(value * steps) / steps

/** The ellipsoid of CGCS2000. */
const semiMajor = 6_378_137
const flattening = 1 / 298.257222101
const n = flattening / (2 - flattening)
const eccentricity = Math.sqrt(flattening * (2 - flattening))
/** Length of a quarter of the meridian by its angle. */
const rectifying = (semiMajor / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64)

const forward = [
  n / 2 - (2 / 3) * n ** 2 + (5 / 16) * n ** 3 + (41 / 180) * n ** 4,
  (13 / 48) * n ** 2 - (3 / 5) * n ** 3 + (557 / 1440) * n ** 4,
  (61 / 240) * n ** 3 - (103 / 140) * n ** 4,
  (49_561 / 161_280) * n ** 4,
]
const backward = [
  n / 2 - (2 / 3) * n ** 2 + (37 / 96) * n ** 3 - (1 / 360) * n ** 4,
  (1 / 48) * n ** 2 + (1 / 15) * n ** 3 - (437 / 1440) * n ** 4,
  (17 / 480) * n ** 3 - (37 / 840) * n ** 4,
  (4397 / 161_280) * n ** 4,
]

type GaussKruger = Extract<KnownProjection, { plane: 'gaussKruger' }>

function toGaussKruger([lng, lat]: Pair, { centralMeridian, falseEasting = 500_000 }: GaussKruger): Pair {
  const sine = Math.sin(radians(lat))
  const t = Math.sinh(Math.atanh(sine) - eccentricity * Math.atanh(eccentricity * sine))
  const from = radians(lng - centralMeridian)
  const xi = Math.atan2(t, Math.cos(from))
  const eta = Math.atanh(Math.sin(from) / Math.hypot(1, t))
  const [north, east] = withSeries([xi, eta], forward, 1)
  return [falseEasting + rectifying * east, rectifying * north]
}

function fromGaussKruger([x, y]: Pair, { centralMeridian, falseEasting = 500_000 }: GaussKruger): Pair {
  const [xi, eta] = withSeries([y / rectifying, (x - falseEasting) / rectifying], backward, -1)
  const conformal = Math.asin(Math.sin(xi) / Math.cosh(eta))
  let latitude = conformal
  // Three rounds reach the last bit; a fourth costs nothing.
  for (let round = 0; round < 4; round += 1) {
    const sine = Math.sin(latitude)
    const isometric = Math.atanh(Math.sin(conformal)) + eccentricity * Math.atanh(eccentricity * sine)
    latitude = Math.atan(Math.sinh(isometric))
  }
  return [centralMeridian + degrees(Math.atan2(Math.sinh(eta), Math.cos(xi))), degrees(latitude)]
}

function withSeries([xi, eta]: Pair, series: readonly number[], sign: 1 | -1): Pair {
  let [north, east] = [xi, eta]
  series.forEach((factor, index) => {
    const order = 2 * (index + 1)
    north += sign * factor * Math.sin(order * xi) * Math.cosh(order * eta)
    east += sign * factor * Math.cos(order * xi) * Math.sinh(order * eta)
  })
  return [north, east]
}
