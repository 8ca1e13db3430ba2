import { expect, it } from 'vitest'
import { localGateway } from '../../local/local-gateway.ts'
import { otherTenant, sampleService, sampleSession } from '../../server/testing/sample-service.ts'
import { open311Face } from './open311-face.ts'

it('several cities at one address keep their reports apart, and each has its own keys', async () => {
  const { service } = sampleService()
  const jurisdiction = (tenantId: string, key: string) => ({
    reader: localGateway(service, { ...sampleSession('dispatcher'), tenantId }),
    reporterOf: (given: string) =>
      given === key ? localGateway(service, { ...sampleSession('gridWorker'), tenantId }) : undefined,
  })
  const face = open311Face({
    jurisdictions: {
      'one.example': jurisdiction(sampleSession('dispatcher').tenantId, 'key-1'),
      'two.example': jurisdiction(otherTenant, 'key-2'),
    },
    now: () => Date.parse('2026-03-02T12:00:00.000Z'),
  })
  const ask = async (path: string, init?: RequestInit) => {
    const answer = await face(new Request(`http://city.test/open311/v2/${path}`, init))
    return [answer?.status, await answer?.json()]
  }
  const post = (fields: Record<string, string>, query = '') =>
    ask(`requests.json${query}`, {
      method: 'POST',
      body: new URLSearchParams({ service_code: 'benches', address_string: '示例路1号', ...fields }),
    })
  // In the body or in the address: clients do either.
  expect((await post({ api_key: 'key-1', jurisdiction_id: 'one.example' }))[0]).toBe(201)
  expect((await post({ api_key: 'key-2' }, '?jurisdiction_id=two.example'))[0]).toBe(201)
  expect((await post({ api_key: 'key-2', jurisdiction_id: 'one.example' }))[0]).toBe(403)
  expect((await post({ api_key: 'key-1' }))[0]).toBe(400)
  for (const id of ['one.example', 'two.example'])
    expect((await ask(`requests.json?jurisdiction_id=${id}`))[1]).toHaveLength(1)
  expect((await ask('requests.json?jurisdiction_id=toString'))[0]).toBe(404)
  expect((await ask('services.json'))[0]).toBe(400)
  // Only the discovery file is everybody's.
  expect((await ask('discovery.json'))[0]).toBe(200)
})
