import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { faultText, readSettings } from '../settings/index.ts'
import { DeliveryConfig } from './delivery-config.ts'

const schema = z.strictObject({ webhooks: DeliveryConfig })
const bus = { id: 'bus', kind: 'webhook', url: 'https://bus.example.cn', keys: [{ env: 'KEY' }] }

async function linesFor(webhooks: object): Promise<string[]> {
  const env = { X_WEBHOOKS: JSON.stringify({ endpoints: [bus], ...webhooks }) }
  const read = await readSettings({ schema, env, prefix: 'X' })
  return read.ok ? [] : read.faults.map(faultText)
}

it.each([
  [
    'an event that nobody knows',
    { endpoints: [{ ...bus, events: ['ticket.whistle'] }] },
    ['webhooks.endpoints.0.events.0', '没有这种事件', 'no event has this name', 'ticket.whistled', '事件名'],
  ],
  [
    'a network as wide as the world',
    { allowNetworks: ['0.0.0.0/0'] },
    ['webhooks.allowNetworks.0', '大于 /8', 'larger than /8', 'such as 10.1.0.0/16', '例如 10.1.0.0/16'],
  ],
  [
    'a page that is no address',
    { ticketPage: 'javascript:x' },
    ['webhooks.ticketPage', '不是网址', 'begins with http', '{ticketId}'],
  ],
  [
    'a password in the address of an endpoint',
    { endpoints: [{ ...bus, url: 'https://user:hunter2@bus.example.cn/h' }] },
    ['webhooks.endpoints.0.url', '不含口令', 'without a password', '{ "env": name }'],
  ],
  [
    'a key among the parameters of an address',
    { endpoints: [{ ...bus, url: 'https://bus.example.cn/h?access_token=hunter3' }] },
    ['webhooks.endpoints.0.url', '不含口令', 'without a password'],
  ],
  [
    'one id for two endpoints',
    { endpoints: [bus, bus] },
    ['webhooks.endpoints', '两个接收端同名', 'two endpoints have one id'],
  ],
])('%s is refused with the reason and with what is allowed', async (_, webhooks, words) => {
  const lines = await linesFor(webhooks)
  expect(lines).toHaveLength(1)
  for (const word of words) expect(lines[0]).toContain(word)
  expect(lines[0]).not.toContain('hunter')
})
