// The pictures of the lifecycle are legible, complete and harmless.
import { defaultPolicy, permissionMatrix } from '@chuishao/core/lifecycle'
import { describe, expect, it } from 'vitest'
import type { Box, PlacedArrow } from './layout.ts'
import { lifecycleList } from './list-svg.ts'
import { lifecycleMap, lifecycleSheet } from './map-svg.ts'
import { dark, light } from './palette.ts'
import { roundedPath } from './rounded-path.ts'

const sheet = await lifecycleSheet(defaultPolicy)
const pictures = { map: await lifecycleMap(defaultPolicy), list: lifecycleList(defaultPolicy) }

/** Whether two boxes share more than an edge. */
const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** The straight pieces of an arrow, as boxes of no width. */
const piecesOf = ({ points }: PlacedArrow): Box[] =>
  points.slice(1).map((end, i) => {
    const start = points[i] ?? end
    const [x, y] = [Math.min(start.x, end.x), Math.min(start.y, end.y)]
    return { x, y, width: Math.abs(start.x - end.x), height: Math.abs(start.y - end.y) }
  })
const crosses = (arrow: PlacedArrow, box: Box) =>
  piecesOf(arrow).some((it) => overlap({ ...it, width: it.width || 0.1, height: it.height || 0.1 }, box))
const inset = ({ x, y, width, height }: Box): Box => ({
  x: x + 1,
  y: y + 1,
  width: width - 2,
  height: height - 2,
})
const nameOf = ({ arrow: { from, to } }: PlacedArrow) => `${from} → ${to}`

describe('the map', () => {
  it('lays no label on a state, on another label, or on an arrow that is not its own', () => {
    for (const arrow of sheet.arrows) {
      for (const { state, box } of sheet.states)
        expect(overlap(arrow.label, box), `${nameOf(arrow)} on ${state.status}`).toBe(false)
      for (const other of sheet.arrows.filter((it) => it !== arrow)) {
        expect(overlap(arrow.label, other.label), `${nameOf(arrow)} on ${nameOf(other)}`).toBe(false)
        expect(crosses(other, arrow.label), `${nameOf(other)} through ${nameOf(arrow)}`).toBe(false)
      }
    }
  })

  it('leads no arrow through a state', () => {
    for (const arrow of sheet.arrows)
      for (const { state, box } of sheet.states)
        expect(crosses(arrow, inset(box)), `${nameOf(arrow)} through ${state.status}`).toBe(false)
  })

  it('leads the main path down', () => {
    const tops = sheet.states.filter(({ state }) => state.part === 'main').map(({ box }) => box.y)
    expect(tops).toEqual(tops.toSorted((a, b) => a - b))
  })

  it('is the same each time', async () => {
    expect(await lifecycleMap(defaultPolicy)).toBe(pictures.map)
  })
})

describe.each(Object.entries(pictures))('the %s', (_, picture) => {
  it('shows every command that moves a ticket, and every state', () => {
    const drawn = picture.replace(/<desc[\s\S]*?<\/desc>/, '').replaceAll(/_<\/text><text[^>]*>/g, '_')
    for (const { from, command, to } of permissionMatrix(defaultPolicy).filter((it) => it.from !== it.to)) {
      expect(drawn).toContain(command)
      expect(drawn).toContain(from)
      expect(drawn).toContain(to)
    }
  })

  it('runs nothing and fetches nothing, and has a title and a description', () => {
    expect(picture).not.toMatch(/<script|href|url\((?!#)|@import|@font-face|\son\w+=/)
    expect(picture).toMatch(/role="img" aria-labelledby="title desc"/)
    expect(picture).toContain('<desc id="desc">主线 Main path: 草稿 draft → 待应哨 whistled: 吹哨 WHISTLE;')
    expect(picture).toContain('prefers-color-scheme:dark')
  })
})

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s colours', (_, palette) => {
  const luminance = (colour: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
      const value = Number.parseInt(colour.slice(i, i + 2), 16) / 255
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const contrast = (a: string, b: string) => {
    const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y)
    return (high + 0.05) / (low + 0.05)
  }

  it('have 4.5 : 1 between text and its ground', () => {
    for (const ground of [palette.sheet, palette.box, palette.mainBox])
      for (const text of [palette.text, palette.muted]) expect(contrast(text, ground)).toBeGreaterThan(4.5)
    for (const ground of [palette.sheet, palette.mainBox])
      expect(contrast(palette.mainText, ground)).toBeGreaterThan(4.5)
  })

  it('have 3 : 1 between a line and its ground', () => {
    for (const line of [palette.line, palette.mainLine])
      expect(contrast(line, palette.sheet)).toBeGreaterThan(3)
  })
})

describe('a rounded path', () => {
  it('curves its corners, and no more than its pieces allow', () => {
    const corner = [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
      { x: 100, y: 10 },
    ]
    expect(roundedPath(corner, 8)).toBe('M0 0L95 0Q100 0 100 5L100 10')
  })
})
