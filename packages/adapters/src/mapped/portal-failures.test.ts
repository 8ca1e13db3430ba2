import { GatewayError } from '@chuishao/core/service'
import type { Command } from '@chuishao/core/ticket'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freshTicketId, sampleDraft, whistled } from '../conformance/fresh-gateway.ts'
import type { TestPerson } from '@chuishao/core/testing'
import { mappedGateway } from './mapped-gateway.ts'
import { portalDescription } from './testing/portal-description.ts'
import { samplePortal } from './testing/portal.ts'

let portal: ReturnType<typeof samplePortal>
/** Stands between the gateway and the portal. */
let through: (request: Request) => Promise<Response>
beforeEach(() => {
  portal = samplePortal()
  through = portal.fetch
})
afterEach(() => portal.close())

const as = (person: TestPerson) =>
  mappedGateway(portalDescription, {
    endpoint: 'https://portal.test/',
    token: () => person,
    fetch: (request) => through(request),
  })
const under = { as, dispose: async () => undefined }
const whistle: Command = { type: 'WHISTLE', draft: sampleDraft() }
const told = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => undefined,
    (it: unknown) => it,
  )
  if (!(error instanceof GatewayError)) throw new Error(`no GatewayError: ${String(error)}`)
  return error
}
/** The answer to one path is another. */
const changing = (path: RegExp, change: (json: unknown) => unknown) => {
  through = async (request) => {
    const response = await portal.fetch(request)
    if (!path.test(request.url)) return response
    return Response.json(change(await response.json()))
  }
}

describe('an answer that does not fit', () => {
  const cases: [string, (data: object) => object, RegExp][] = [
    [
      'an unknown state',
      (data) => ({ ...data, zt: '外星' }),
      /zt → status at https:\/\/portal\.test\/gd\/1001/,
    ],
    ['no state', (data) => ({ ...data, zt: null }), /status at/],
    ['a date that is none', (data) => ({ ...data, cjsj: '昨天' }), /cjsj → createdAt/],
    ['a unit that nobody knows', (data) => ({ ...data, cbdw: 7 }), /cbdw → leadUnitId/],
    ['an object for a text', (data) => ({ ...data, nr: { a: 1 } }), /nr → description/],
    ['a point in the void', (data) => ({ ...data, wz: { dz: 'x', x: '500', y: '40' } }), /location\.lng/],
  ]
  it.each(cases)('is a failure that names field and address: %s', async (_name, change, field) => {
    const id = await whistled(under)
    changing(/\/gd\/1001$/, (json) => ({ code: 200, data: change(Object(json).data) }))
    const error = await told(as('gridWorker').get(id))
    expect([error.code, error.sentence.en]).toEqual(['server', expect.stringMatching(field)])
    expect(error.sentence.zh).toContain('接口说明')
  })

  it.each(['<html>', '', '[]', '{"code":{}}'])('is a failure where it is no envelope: %j', async (text) => {
    const id = await whistled(under)
    const gateway = as('gridWorker')
    through = async () => new Response(text)
    expect((await told(gateway.get(id))).code).toBe('server')
  })

  it('is a failure where a list is none', async () => {
    changing(/list\?/, () => ({ code: 200, rows: null }))
    expect((await told(as('gridWorker').query({}))).sentence.en).toMatch(/rows at .*is not a list/)
  })
})

describe('a refusal', () => {
  it('keeps the portal’s own words where nobody described it', async () => {
    const id = await whistled(under)
    through = async (request) =>
      request.method === 'PUT' ? Response.json({ code: 500, msg: '今天不办公' }) : portal.fetch(request)
    const lead = as('cityManagement')
    const refused = await lead.execute(
      id,
      { type: 'ACCEPT' },
      { commandId: crypto.randomUUID(), ifVersion: 1 },
    )
    expect(refused).toMatchObject({ ok: false, rejection: { message: { zh: '今天不办公' } } })
  })

  it('asks to sign in again where the token is not taken', async () => {
    through = async () => Response.json({ code: 401, msg: '令牌已过期' })
    expect((await told(as('gridWorker').whoAmI())).code).toBe('unauthenticated')
  })

  it('says before sending what the portal has no word for', async () => {
    const location = { crs: 'bd09', lng: 111.67, lat: 40.82, communityId: 'community-1' } as const
    const refused = await as('gridWorker').execute(
      freshTicketId(),
      { type: 'WHISTLE', draft: sampleDraft({ location }) },
      { commandId: crypto.randomUUID(), ifVersion: 0 },
    )
    expect(refused).toMatchObject({
      rejection: { code: 'invalidInput', issues: [{ path: ['draft', 'location', 'crs'] }] },
    })
    expect(portal.seen.filter(({ method }) => method === 'POST')).toEqual([])
  })
})

describe('a broken line', () => {
  const dead = () => Promise.reject(new TypeError('fetch failed'))
  const how = { commandId: 'e6f0f2c2-0000-4000-8000-000000000001', ifVersion: 0 }

  it('is told as offline', async () => {
    through = dead
    expect((await told(as('gridWorker').whoAmI())).code).toBe('offline')
  })

  it('before the whistle is sent lets it be sent later', async () => {
    const [gateway, id] = [as('gridWorker'), freshTicketId()]
    await gateway.city()
    through = dead
    expect((await told(gateway.execute(id, whistle, how))).code).toBe('offline')
    through = portal.fetch
    expect(await gateway.execute(id, whistle, how)).toMatchObject({ ok: true })
  })

  it('after it was sent never has it sent twice', async () => {
    const [gateway, id] = [as('gridWorker'), freshTicketId()]
    through = async (request) => {
      const response = await portal.fetch(request)
      return request.method === 'POST' ? dead() : response
    }
    expect((await told(gateway.execute(id, whistle, how))).code).toBe('offline')
    through = portal.fetch
    const again = await gateway.execute(id, whistle, how)
    expect(again).toMatchObject({ ok: false, rejection: { code: 'invalidInput' } })
    expect((await gateway.query({})).items).toHaveLength(1)
  })

  it('after the answer has come is no failure of the command', async () => {
    const [gateway, id] = [as('gridWorker'), freshTicketId()]
    let sent = false
    through = async (request) => {
      if (sent) return dead()
      sent = request.method === 'POST'
      return portal.fetch(request)
    }
    expect(await gateway.execute(id, whistle, how)).toMatchObject({
      ok: true,
      ticket: { status: 'whistled' },
    })
  })

  it('on a ticket that is there shows at the next try that somebody acted', async () => {
    const id = await whistled(under)
    const lead = as('cityManagement')
    through = async (request) => {
      const response = await portal.fetch(request)
      return request.method === 'PUT' ? dead() : response
    }
    const accept = { commandId: crypto.randomUUID(), ifVersion: 1 }
    expect((await told(lead.execute(id, { type: 'ACCEPT' }, accept))).code).toBe('offline')
    through = portal.fetch
    expect(await lead.execute(id, { type: 'ACCEPT' }, accept)).toMatchObject({
      conflict: { currentVersion: 2 },
    })
  })
})

it('gives the token to nobody but the portal', async () => {
  const gateway = as('gridWorker')
  const elsewhere = 'https://files.example.test/a.jpg'
  changing(/common\/upload/, () => ({ code: 200, fileName: elsewhere }))
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0])
  const ref = await gateway.upload(new Blob([png], { type: 'image/png' }))
  let header: string | null = 'never asked'
  through = async (request) => {
    if (request.url === elsewhere) header = request.headers.get('Authorization')
    return new Response(png)
  }
  await gateway.download(ref.sha256)
  expect(header).toBeNull()
})
