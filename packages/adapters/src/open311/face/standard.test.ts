// Everything that the face answers, over HTTP, held to the standard's own tables: in JSON, and in XML by another parser.
import * as z from 'zod/mini'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listen, type Listening } from '../../node-server/listen.ts'
import {
  Created,
  Definition,
  DiscoveryFile,
  Errors,
  jsonOfXml,
  Requests,
  Services,
  Tokens,
} from '../testing/standard.ts'
import { sampleFace } from '../testing/sample-face.ts'

let server: Listening
let ids: string[]
let base: string

const send = (path: string, init?: RequestInit) => fetch(`${base}${path}`, init)

/** What an answer says, whose head has to fit too. */
async function said(answer: Response): Promise<unknown> {
  const format = /\.(xml|json)(\?|$)/.exec(answer.url)?.[1]
  expect(answer.headers.get('Content-Type')).toBe(
    format === 'xml' ? 'text/xml; charset=utf-8' : 'application/json; charset=utf-8',
  )
  const text = await answer.text()
  return format === 'xml' ? jsonOfXml(text) : JSON.parse(text)
}

beforeAll(async () => {
  const { face, report, close } = sampleFace({ publishes: ['description', 'place'] })
  server = await listen({ host: '127.0.0.1', port: 0 })
  server.answerWith(async (request) => (await face(request)) ?? new Response(null, { status: 404 }))
  base = `${server.url}open311/v2`
  ids = [
    await report({ lat: '40.82', long: '111.67', description: '<b>长椅</b> & "木条" 断了\n第二行' }),
    await report({ address_string: '示例路1号' }),
  ]
  await close(ids[1] ?? '')
})
afterAll(() => server.close(0))

describe('answers as the standard has them', () => {
  const read: [string, string, z.ZodMiniType][] = [
    ['discovery', '/discovery', DiscoveryFile],
    ['services', '/services', Services],
    ['a service that asks for a photo', '/services/manhole', Definition],
    ['a service that asks nothing', '/services/benches', Definition],
    ['requests', '/requests', Requests],
    ['one request', '/requests/ID', Requests],
    ['a token', '/tokens/ID', Tokens],
  ]
  it.each(read)('%s, the same in JSON and XML', async (_name, path, schema) => {
    const [json, xml] = await Promise.all(
      ['json', 'xml'].map(async (ending) => {
        const answer = await send(`${path.replace('ID', ids[0] ?? '')}.${ending}`)
        expect(answer.status).toBe(200)
        return said(answer)
      }),
    )
    expect(z.safeParse(schema, json).error).toBeUndefined()
    expect(xml).toEqual(json)
    expect(JSON.stringify(json).length).toBeGreaterThan(20)
  })

  it.each(['json', 'xml'])('a new request, in %s', async (ending) => {
    // The example of the standard, letter by letter, with a service of this city.
    const body =
      'api_key=xyz&jurisdiction_id=city.gov&service_code=benches&lat=37.76524078&long=-122.4212043&address_string=1234+5th+street&email=smit333%40sfgov.edu&device_id=tt222111&account_id=123456&first_name=john&last_name=smith&phone=111111111&description=A+large+sinkhole+is+destroying+the+street&media_url=http%3A%2F%2Ffarm3.static.flickr.com%2F2002%2F2212426634_5ed477a060.jpg&attribute[WHISPAWN]=123456&attribute[WHISDORN]=COISL001'
    const answer = await send(`/requests.${ending}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' },
      body,
    })
    expect(answer.status).toBe(201)
    expect(z.safeParse(Created, await said(answer)).error).toBeUndefined()
  })

  const refused: [string, number, string, string?][] = [
    ['a key that nobody has', 403, '/requests', 'api_key=stolen&service_code=benches&address_string=x'],
    ['no key', 403, '/requests', 'service_code=benches&address_string=x'],
    ['no service_code', 400, '/requests', 'api_key=xyz&address_string=x'],
    ['an unknown service_code', 404, '/requests', 'api_key=xyz&service_code=none&address_string=x'],
    ['half a place', 400, '/requests', 'api_key=xyz&service_code=benches&lat=40'],
    ['an unknown definition', 404, '/services/none'],
    ['an unknown request', 404, '/requests/none'],
    ['an unknown token', 404, '/tokens/none'],
    ['an unknown status', 400, '/requests?status=waiting'],
    ['another resource', 404, '/nothing'],
  ]
  it.each(refused)('the error of %s: %i in both formats', async (_name, status, path, body) => {
    const [json, xml] = await Promise.all(
      ['json', 'xml'].map(async (ending) => {
        const [resource = '', query = ''] = path.split('?')
        const answer = await send(`${resource}.${ending}?${query}`, {
          ...(body !== undefined && { method: 'POST', body: new URLSearchParams(body) }),
        })
        expect(answer.status).toBe(status)
        return said(answer)
      }),
    )
    expect(z.safeParse(Errors, json).error).toBeUndefined()
    expect(json).toMatchObject([{ code: status }])
    expect(xml).toEqual(json)
  })
})
