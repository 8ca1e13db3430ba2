// A city's own plane: the page converts, and a point that cannot be converted is neither sent nor shown.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { done, sampleDraft, send, freshTicketId, whistled } from '../conformance/fresh-gateway.ts'
import { planeReportText } from './mapping-report.ts'
import { mappedGateway } from './mapped-gateway.ts'
import { MissingOptionError } from './missing-option.ts'
import type { OwnPlane } from './own-plane.ts'
import type { Pair } from './projection.ts'
import { readDescription } from './read-description.ts'
import { testPlane } from './test-plane.ts'
import { portalDescription } from './testing/portal-description.ts'
import { samplePortal } from './testing/portal.ts'

const { ticket } = portalDescription
const onPlane = (projection: object) => ({ ...portalDescription, ticket: { ...ticket, projection } })
const own = onPlane({ plane: 'own' })

/** Keeps within what the portal behind the tests takes for degrees. */
const shift = (by: number) => (points: Pair[]) =>
  Promise.resolve(points.map(([x, y]): Pair => [x + by, y + by]))
const secretPlane: OwnPlane = { toPlane: shift(7), fromPlane: shift(-7) }

let portal: ReturnType<typeof samplePortal>
const sent: string[] = []
beforeEach(() => {
  portal = samplePortal()
  sent.length = 0
})
afterEach(() => portal.close())
const gatewayOn = (plane: OwnPlane) =>
  mappedGateway(own, {
    endpoint: 'https://portal.test',
    token: () => 'gridWorker',
    plane,
    fetch: async (request) => {
      if (request.method === 'POST') sent.push(await request.clone().text())
      return portal.fetch(request)
    },
  })

describe('a portal on a plane of the city’s own', () => {
  it('is sent points on that plane and shows them in degrees; a list asks for none', async () => {
    let asked = 0
    const counted: OwnPlane = {
      ...secretPlane,
      fromPlane: (points) => (asked++, secretPlane.fromPlane(points)),
    }
    const gateway = gatewayOn(counted)
    const under = { as: () => gateway, dispose: async () => undefined }
    const ids = [await whistled(under), await whistled(under)]
    expect(JSON.parse(sent[0] ?? '').wz).toMatchObject({ x: '118.67', y: '47.82' })
    const { draft } = (await gateway.get(ids[0] ?? ''))?.ticket ?? {}
    expect([draft?.location?.lng, draft?.location?.lat]).toEqual([111.67, 40.82])
    asked = 0
    const { items } = await gateway.query({})
    expect([items.map((it) => it.ticketId).toSorted(), asked]).toEqual([ids.toSorted(), 0])
    const view = await gateway.get(ids[0] ?? '')
    expect(view?.ticket.version).toBe(items.find((it) => it.ticketId === ids[0])?.version)
  })

  it.each<[string, OwnPlane['toPlane']]>([
    ['fails', () => Promise.reject(new Error('no line'))],
    ['answers too few', async () => []],
    ['answers what is no point', async () => [[Number.NaN, 1]]],
  ])('sends nothing where the conversion %s', async (_how, toPlane) => {
    const gateway = gatewayOn({ ...secretPlane, toPlane })
    const whistle = { type: 'WHISTLE', draft: sampleDraft() } as const
    await expect(send(gateway, freshTicketId(), 0, whistle)).rejects.toThrow(/cannot be converted now/)
    expect(sent).toEqual([])
    const { location, ...rest } = sampleDraft()
    const { lng: _lng, lat: _lat, ...address } = location ?? { crs: 'gcj02', communityId: 'community-1' }
    const byAddress = { type: 'WHISTLE', draft: { ...rest, location: address } } as const
    await done(send(gateway, freshTicketId(), 0, byAddress))
  })

  it('asks the page for the conversion at once, not at the first ticket', () => {
    const options = { endpoint: 'https://portal.test', token: () => 'x' }
    expect(() => mappedGateway(own, options)).toThrow(MissingOptionError)
  })
})

describe('the mapping tester on planes', () => {
  const affine = [0.999_9, -0.01, -420_000, 0.01, 0.999_9, -4_480_000]
  const plane = { plane: 'gaussKruger', centralMeridian: 111 }
  const point = { lng: 111.6743, lat: 40.8216, x: 91_619.747, y: 46_097.159 }

  it('finds figures good that lead to a measured point and back', async () => {
    const fate = await testPlane(onPlane({ ...plane, affine, checkPoints: [point] }))
    expect(fate).toMatchObject({ fate: 'kept', points: 10 })
    expect(fate?.roundTripMetres).toBeLessThan(0.01)
    expect(planeReportText(fate)).toMatch(/保留 kept.+已知点相差 measured points are off by 0\.0/)
  })

  it('finds a wrong sign by a measured point, with how far off it is', () => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = affine
    const turned = [a, -b, c, -d, e, f]
    const read = readDescription(onPlane({ ...plane, affine: turned, checkPoints: [point] }))
    expect(read.ok ? [] : read.faults).toMatchObject([
      { path: 'ticket.projection.checkPoints.0', code: 'offPoint' },
    ])
  })

  it('refuses six numbers that flatten the plane, and says what they are', () => {
    const read = readDescription(onPlane({ ...plane, affine: [1, 1, 0, 1, 1, 0] }))
    expect(read.ok ? [] : read.faults).toMatchObject([
      { path: 'ticket.projection.affine', allowed: { en: expect.stringContaining('six numbers') } },
    ])
  })

  it('tries what the page converts by, and finds one way that is not the other’s way back', async () => {
    expect(await testPlane(own, { plane: secretPlane })).toMatchObject({ fate: 'kept' })
    const bad = await testPlane(own, { plane: { ...secretPlane, fromPlane: shift(-6.99) } })
    expect(bad?.fate).toBe('changed')
    expect(bad?.roundTripMetres).toBeGreaterThan(1000)
    expect(planeReportText(await testPlane(own))).toContain('没有换算')
  })
})
