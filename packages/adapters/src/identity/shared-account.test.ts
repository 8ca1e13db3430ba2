/** Two people, one account: the provider vouches for the account, and each action says which of them acted. */
import { testCity } from '@chuishao/core/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshTicketId, sampleDraft } from '../conformance/fresh-gateway.ts'
import { httpGateway, readAccount } from '../http/index.ts'
import { oidcAuth } from './oidc-auth.ts'
import { cityIdentity, configOf, fromAccounts } from './testing/city-identity.ts'
import { makeKey, startProvider } from './testing/start-provider.ts'

const people = {
  shared: { login: 'community-1' },
  vouched: { login: 'community-1', acting: '书记-1' },
  single: { login: 'water' },
  stranger: { login: 'community-9' },
  nobody: {},
}

let provider: Awaited<ReturnType<typeof startProvider>>
let city: ReturnType<typeof cityIdentity>

beforeAll(async () => {
  provider = await startProvider({ keys: [await makeKey('one')], people })
  city = cityIdentity({ issuer: provider.issuer, change: { person: fromAccounts } })
})
afterAll(async () => {
  expect(city.errors).toEqual([])
  await city.dispose()
  await provider.stop()
})

const gatewayOf = async (login: keyof typeof people, acting?: string, at = city) => {
  const { access_token } = await provider.signIn(login)
  const options = {
    endpoint: 'http://service.test/api/v1',
    token: () => access_token,
    actingPerson: () => acting,
    fetch: at.handler,
  }
  return { gateway: httpGateway(options), account: () => readAccount(options), token: access_token }
}

const secretary = '书记-1'
const both = [
  { personId: 'grid-1', name: '托娅', roles: ['gridWorker'] },
  { personId: secretary, name: '赵淑芬', roles: ['communitySecretary'] },
]

describe('an account that several people share', () => {
  it('says who they are, and that none of them is chosen', async () => {
    const { account } = await gatewayOf('shared')
    expect(await account()).toEqual({ id: 'community-1', people: both })
  })

  it('does nothing and shows nothing before one of them is chosen', async () => {
    const { token, gateway } = await gatewayOf('shared')
    for (const path of ['/api/v1/me', '/api/v1/tickets', '/api/v1/events', '/api/v1/city'])
      expect(await city.answerTo(token, path)).toBe('403 actingPersonMissing')
    await expect(whistle(gateway)).rejects.toMatchObject({
      code: 'forbidden',
      sentence: { zh: '此账号由多人共用，请先选择您是哪一位。' },
    })
  })

  it('acts as the one who was chosen, by whose name the history then goes', async () => {
    const { gateway, account } = await gatewayOf('shared', secretary)
    expect(await gateway.whoAmI()).toEqual({
      personId: secretary,
      name: '赵淑芬',
      roles: ['communitySecretary'],
      unitId: 'community-1',
    })
    expect(await account()).toEqual({ id: 'community-1', people: both, actingPersonId: secretary })

    const ticketId = await whistle(gateway)
    const [event] = await gateway.history(ticketId)
    expect(event?.actor).toMatchObject({ personId: secretary, name: '赵淑芬' })
  })

  it('may change hands: each action has its own person', async () => {
    const { gateway } = await gatewayOf('shared', 'grid-1')
    const ticketId = await whistle(gateway)
    const { gateway: other } = await gatewayOf('shared', secretary)
    const urged = await other.execute(
      ticketId,
      { type: 'URGE', message: '请尽快' },
      { commandId: crypto.randomUUID(), ifVersion: 1 },
    )
    expect(urged).toMatchObject({ ok: true })
    const history = await other.history(ticketId)
    expect(history.map(({ actor }) => actor.personId)).toEqual(['grid-1', secretary])
  })

  it('does not act as somebody who is not on its list, not even of the same city', async () => {
    for (const person of ['water-1', 'system', 'nobody', '%E4%B9%A6%', '__proto__']) {
      const { token, account } = await gatewayOf('shared', person)
      const headers = { 'Chuishao-Acting-Person': encodeURIComponent(person) }
      expect(await city.answerTo(token, '/api/v1/me', { headers })).toBe('403 actingPersonUnknown')
      expect(await account()).toEqual({ id: 'community-1', people: both })
    }
  })
})

describe('an account of one person', () => {
  it('needs no choice, and bears no other', async () => {
    const { gateway, account, token } = await gatewayOf('single')
    expect(await gateway.whoAmI()).toMatchObject({ personId: 'water-1' })
    expect(await account()).toMatchObject({ id: 'water', actingPersonId: 'water-1' })
    const headers = { 'Chuishao-Acting-Person': 'grid-1' }
    expect(await city.answerTo(token, '/api/v1/me', { headers })).toBe('403 actingPersonUnknown')
  })

  it('is nobody where it is not on the list of accounts', async () => {
    for (const login of ['stranger', 'nobody'] as const) {
      const { token } = await gatewayOf(login)
      expect(await city.answerTo(token)).toBe('403 unknownPerson')
      expect(await city.answerTo(token, '/api/v1/account')).toBe('403 unknownPerson')
    }
    expect(city.reasons).toContain('the account is not among the accounts')
    expect(city.reasons).toContain('the claims give no account')
  })
})

describe('a provider that knows who of them signed in', () => {
  const vouching = (actingPerson: Record<string, unknown>) =>
    cityIdentity({ issuer: provider.issuer, change: { person: { ...fromAccounts, actingPerson } } })

  it('decides, and the client may not say otherwise', async () => {
    const other = vouching({ claim: 'acting' })
    expect(await (await gatewayOf('vouched', undefined, other)).gateway.whoAmI()).toMatchObject({
      personId: secretary,
    })
    const { token } = await gatewayOf('vouched')
    const headers = { 'Chuishao-Acting-Person': 'grid-1' }
    expect(await other.answerTo(token, '/api/v1/me', { headers })).toBe('403 actingPersonUnknown')
  })

  it('may be the only one who says so', async () => {
    const other = vouching({ claim: 'acting', header: false })
    const { token } = await gatewayOf('shared')
    const headers = { 'Chuishao-Acting-Person': 'grid-1' }
    expect(await other.answerTo(token, '/api/v1/me', { headers })).toBe('403 actingPersonMissing')
  })
})

it('people from accounts need accounts', () => {
  const config = configOf('https://sso.example.cn', { person: fromAccounts })
  expect(() => oidcAuth({ config, cities: () => testCity })).toThrow('pass `accounts`')
})

it('who is known by a token alone has an account of their own', async () => {
  const { token } = await gatewayOf('single')
  const person = {
    from: 'claims',
    personId: { claim: 'sub' },
    name: { claim: 'login' },
    roles: { claim: 'roles', otherwise: 'citizen' },
  }
  const other = cityIdentity({ issuer: provider.issuer, change: { person } })
  const response = await other.ask(token, '/api/v1/account')
  expect(await response.json()).toEqual({
    people: [{ personId: 'single', name: 'water', roles: ['citizen'] }],
    actingPersonId: 'single',
  })
})

const whistle = async (gateway: Awaited<ReturnType<typeof gatewayOf>>['gateway']) => {
  const ticketId = freshTicketId()
  const command = { type: 'WHISTLE', draft: sampleDraft() } as const
  const outcome = await gateway.execute(ticketId, command, { commandId: crypto.randomUUID(), ifVersion: 0 })
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  return ticketId
}
