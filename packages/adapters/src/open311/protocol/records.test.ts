import { describe, expect, it } from 'vitest'
import { NotGeoReport } from './read-body.ts'
import { readDefinition, readErrors, readRequests, readServices } from './records.ts'
import { writeXml } from './write-xml.ts'

// Shapes: the specification (open311/open311.github.io, GeoReport_v2), Open311::GetUpdates tests of mysociety/fixmystreet,
// tests of codeforamerica/open311_java. The words are our own.
describe('services', () => {
  const lamp = {
    service_code: '001',
    service_name: '路灯',
    metadata: true,
    keywords: '灯, 照明',
    group: '照明',
  }

  it('are read from JSON, also with the codes of the specification, which are no JSON', () => {
    const strict = readServices(JSON.stringify([lamp]))
    const loose = readServices(JSON.stringify([lamp]).replace('"001"', '001'))
    expect(loose).toEqual(strict)
    expect(strict[0]).toMatchObject({ service_code: '001', metadata: true })
    expect(strict[0]?.description).toBeUndefined()
  })

  it('are read from XML as from JSON', () => {
    const xml = writeXml('services', { each: 'service', items: [lamp] })
    expect(readServices(xml)).toEqual(readServices(JSON.stringify([lamp])))
  })

  it('may come alone, wrapped, with a number as code, or not at all', () => {
    for (const body of [[{ ...lamp, service_code: 7 }], { services: [{ ...lamp, service_code: '7' }] }])
      expect(readServices(JSON.stringify(body)).map((it) => it.service_code)).toEqual(['7'])
    expect(readServices(JSON.stringify(lamp))).toHaveLength(1)
    expect(readServices(JSON.stringify({ services: { service: lamp } }))).toHaveLength(1)
    expect(readServices('[]')).toEqual([])
    expect(readServices('<?xml version="1.0"?>\n<services/>')).toEqual([])
  })
})

describe('requests', () => {
  const xml = (inner: string) =>
    `<?xml version="1.0" encoding="utf-8"?><service_requests>${inner}</service_requests>`

  it('have nothing where the server says null, an empty text, or nothing', () => {
    const fromJson = readRequests(
      '[{"service_request_id":638344,"description":null,"address":"","lat":"40.8"}]',
    )
    const fromXml = readRequests(
      xml(
        '<request><service_request_id>638344</service_request_id><description/><lat> 40.8 </lat></request>',
      ),
    )
    expect(fromXml).toEqual(fromJson)
    expect(fromJson[0]).toMatchObject({ service_request_id: '638344', lat: 40.8 })
    expect(fromJson[0]?.description).toBeUndefined()
  })

  it('keep entities, CDATA and a stray ampersand as the words that they are', () => {
    const [request] = readRequests(
      xml(
        '<!-- one --><request><service_request_id>1</service_request_id><description>a &lt; b & c &#20013;<![CDATA[<d>]]></description></request>',
      ),
    )
    expect(request?.description).toBe('a < b & c 中<d>')
  })

  it('are not made of another body', () => {
    for (const body of [
      '<html><body>登录</body></html>',
      '{"code":200,"msg":"ok"}',
      'OK',
      '"OK"',
      xml('<request>'),
    ])
      expect(() => readRequests(body)).toThrow(NotGeoReport)
  })

  it('do not take a document that is built to grow', () => {
    const bomb = `<!DOCTYPE a [<!ENTITY x "yyyy">]><service_requests><request><token>&x;</token></request></service_requests>`
    expect(readRequests(bomb)[0]?.token).toBe('&x;')
    expect(() => readRequests('<a>'.repeat(100_000))).toThrow(NotGeoReport)
  })
})

describe('definitions', () => {
  const attribute = {
    variable: true,
    code: 'POLE',
    datatype: 'singlevaluelist',
    required: true,
    order: 1,
    description: '杆号',
  }

  it('have their attributes with their values, in JSON and XML', () => {
    const values = [
      { key: 1, name: '一号' },
      { key: 2, name: '二号' },
    ]
    const json = readDefinition(
      JSON.stringify({ service_code: 'lamp', attributes: [{ ...attribute, values }] }),
    )
    const xml = readDefinition(
      writeXml('service_definition', {
        service_code: 'lamp',
        attributes: {
          each: 'attribute',
          items: [{ ...attribute, values: { each: 'value', items: values } }],
        },
      }),
    )
    expect(xml).toEqual(json)
    expect(json.attributes[0]?.values).toEqual([
      { key: '1', name: '一号' },
      { key: '2', name: '二号' },
    ])
  })

  it('may have one attribute alone, without values', () => {
    const { attributes } = readDefinition(JSON.stringify({ attributes: attribute }))
    expect(attributes.map(({ code, values }) => [code, values])).toEqual([['POLE', []]])
  })
})

it('errors are read in both formats, and a page of a proxy has none', () => {
  const error = { code: 400, description: 'jurisdiction_id was not provided' }
  const expected = [{ code: '400', description: 'jurisdiction_id was not provided' }]
  expect(readErrors(JSON.stringify([error]))).toEqual(expected)
  expect(readErrors(JSON.stringify({ errors: [error] }))).toEqual(expected)
  expect(readErrors(JSON.stringify({ error: { code: 400, message: error.description } }))).toEqual(expected)
  expect(readErrors(writeXml('errors', { each: 'error', items: [error] }))).toEqual(expected)
  expect(readErrors('<html>Bad gateway</html>')).toEqual([])
})
