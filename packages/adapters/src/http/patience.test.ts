import { GatewayError } from '@chuishao/core/service'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { httpGateway } from './http-gateway.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const me = { personId: 'p', name: 'p', roles: ['citizen'] }
const busy = (seconds: string, status = 429) =>
  new Response('{}', { status, headers: { 'Retry-After': seconds } })

const gatewayOn = (answers: Response[]) => {
  const asked: Request[] = []
  const gateway = httpGateway({
    endpoint: 'http://portal.test/api/v1',
    token: () => 'token',
    fetch: async (request) => {
      asked.push(request)
      return answers.shift() ?? Response.json(me)
    },
  })
  return { asked, gateway }
}

describe('the gateway, asked for more patience', () => {
  it('waits as long as it is told to and asks again', async () => {
    const { asked, gateway } = gatewayOn([busy('2')])
    const answer = gateway.whoAmI()
    await vi.advanceTimersByTimeAsync(1999)
    expect(asked).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect([await answer, asked.length]).toEqual([me, 2])
  })

  it('sends a command again with the same key', async () => {
    const { asked, gateway } = gatewayOn([busy('1'), busy('1'), new Response('', { status: 502 })])
    const commandId = crypto.randomUUID()
    const failed = gateway
      .execute(commandId, { type: 'ACCEPT' }, { commandId, ifVersion: 1 })
      .catch((it) => it)
    await vi.advanceTimersByTimeAsync(2000)
    await failed
    expect(asked.map((it) => it.headers.get('Idempotency-Key'))).toEqual([commandId, commandId, commandId])
  })

  it('gives up after four times', async () => {
    const { asked, gateway } = gatewayOn([1, 2, 3, 4, 5].map(() => busy('1')))
    const failed = gateway.whoAmI().catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await failed).toBeInstanceOf(GatewayError)
    expect(asked).toHaveLength(4)
  })

  it('does not keep a person waiting for longer than ten seconds', async () => {
    const { asked, gateway } = gatewayOn([busy('11')])
    expect(await gateway.whoAmI().catch((error: unknown) => error)).toBeInstanceOf(GatewayError)
    expect(asked).toHaveLength(1)
  })

  it('takes no other refusal for a call to wait', async () => {
    const { asked, gateway } = gatewayOn([busy('1', 409)])
    expect(await gateway.whoAmI().catch((error: unknown) => error)).toBeInstanceOf(GatewayError)
    expect(asked).toHaveLength(1)
  })
})
