// A portal whose rules nobody has written down: it keeps them itself, and no figure of ours stands in for them.
import type { Command } from '@chuishao/core/ticket'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { act, done, whistled } from '../conformance/fresh-gateway.ts'
import { readDescription } from './read-description.ts'
import { portalDescription } from './testing/portal-description.ts'
import { gatewaysUnder } from './testing/gateways-under.ts'
import { samplePortal } from './testing/portal.ts'

const { policy, ...city } = portalDescription.city
const unset = { ...portalDescription, city }

let portal: ReturnType<typeof samplePortal>
beforeEach(() => void (portal = samplePortal()))
afterEach(() => portal.close())

const under = (description: object) => gatewaysUnder(portal, description)

const returning: Command = {
  type: 'RETURN',
  reasonCode: 'other',
  explanation: '不属职责',
  suggestedUnitId: 'water',
}

describe('a policy that nobody has set', () => {
  it('need not be written, nor what of it is not set', () => {
    expect(readDescription(unset).ok).toBe(true)
    expect(readDescription({ ...unset, city: { ...city, policy: { returns: policy.returns } } }).ok).toBe(
      true,
    )
    const half = { ...unset, city: { ...city, policy: { returns: { max: 1 } } } }
    expect(readDescription(half)).toMatchObject({
      faults: [{ path: 'city.policy.returns.reasons', code: 'missing' }],
    })
  })

  it('shows nobody a limit', async () => {
    const gateway = under(unset).as('gridWorker')
    expect(gateway.capabilities.preview).toBe(false)
    expect(await gateway.preview('lamp', 'community-1')).toEqual({
      leadUnit: expect.objectContaining({ id: 'city-management' }),
    })
    expect(under(portalDescription).as('gridWorker').capabilities.preview).toBe(true)
  })

  it('refuses nothing that the portal takes', async () => {
    const id = await whistled(under(unset))
    const handler = under(unset).as('cityManagement')
    const { actions } = (await handler.get(id)) ?? {}
    expect(actions?.find(({ type }) => type === 'RETURN')).toMatchObject({ enabled: true })
    // The portal is asked, and has the last word: it knows no such reason.
    const refused = await act(handler, id, returning)
    expect(refused).toMatchObject({ ok: false, rejection: { code: 'notAllowedInState' } })
    expect(portal.seen.at(-1)?.method).toBe('PUT')
    await done(act(handler, id, { type: 'ACCEPT' }))
  })
})
