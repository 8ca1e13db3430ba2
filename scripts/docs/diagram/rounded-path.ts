/** A line of straight pieces as an SVG path with round corners. */

interface Point {
  x: number
  y: number
}

const round = (value: number) => Math.round(value * 10) / 10
const at = ({ x, y }: Point) => `${round(x)} ${round(y)}`

/** The point on the way from `a` to `b`, a distance before `b`. */
function before(a: Point, b: Point, distance: number): Point {
  const length = Math.hypot(b.x - a.x, b.y - a.y)
  const part = length === 0 ? 0 : distance / length
  return { x: b.x - (b.x - a.x) * part, y: b.y - (b.y - a.y) * part }
}

/** Path data; corners get the radius, or less where a piece is shorter than two of them. */
export function roundedPath(points: readonly Point[], radius: number): string {
  return points
    .map((point, i) => {
      const [previous, next] = [points[i - 1], points[i + 1]]
      if (previous === undefined) return `M${at(point)}`
      if (next === undefined) return `L${at(point)}`
      const half = Math.min(
        Math.hypot(point.x - previous.x, point.y - previous.y),
        Math.hypot(next.x - point.x, next.y - point.y),
      )
      const curve = Math.min(radius, half / 2)
      return `L${at(before(previous, point, curve))}Q${at(point)} ${at(before(next, point, curve))}`
    })
    .join('')
}
