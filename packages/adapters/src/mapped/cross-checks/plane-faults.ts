/** Points that somebody has measured in both systems: figures with a wrong sign go there and back as well as right ones. */
import * as z from 'zod/mini'
import { valueAt } from '../at-path.ts'
import type { DescriptionFault } from '../description-fault.ts'
import { Projection, toPlane } from '../projection.ts'

/** Metres: measured points of a city's plane are seldom known better, and a wrong figure is off by far more. */
export const closeEnough = 1

export function planeFaults(input: unknown): DescriptionFault[] {
  const parsed = z.safeParse(Projection, valueAt(input, 'ticket.projection'))
  if (!parsed.success || parsed.data.plane === 'own') return []
  const projection = parsed.data
  return (projection.checkPoints ?? []).flatMap(({ lng, lat, x, y }, index): DescriptionFault[] => {
    const point = toPlane([lng, lat], projection)
    const metres = Math.hypot(point[0] - x, point[1] - y)
    if (metres <= closeEnough) return []
    const [shown, off] = [point.map((it) => it.toFixed(3)).join(', '), metres.toFixed(1)]
    return [
      {
        path: `ticket.projection.checkPoints.${index}`,
        code: 'offPoint',
        message: {
          zh: `按这些参数换算得 ${shown}，相差 ${off} 米`,
          en: `by these figures it lies at ${shown}, ${off} metres off`,
        },
        allowed: {
          zh: `相差不超过 ${closeEnough} 米：检查中央子午线、加常数、affine 的符号和次序（先东后北）`,
          en: `at most ${closeEnough} metre off: look at the central meridian, the false easting, and the signs and order of affine (east first)`,
        },
      },
    ]
  })
}
