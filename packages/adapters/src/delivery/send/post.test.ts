import { createServer, type Server } from 'node:net'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { startReceiver, status, type Receiver } from '../testing/receiver.ts'
import { isAllowedAddress, isNetwork } from './allowed-address.ts'
import { describeError } from './describe-error.ts'
import { post, type PostOptions } from './post.ts'

let receiver: Receiver | undefined
let raw: Server | undefined
afterEach(async () => {
  await receiver?.close()
  raw?.close()
  receiver = raw = undefined
})

const here = ['127.0.0.0/8']
const options = (url: URL | string, more: Partial<PostOptions> = {}): PostOptions => ({
  url: new URL(url),
  headers: { 'content-type': 'application/json' },
  body: '{}',
  timeoutMs: 5_000,
  allowHttp: true,
  allowNetworks: here,
  ...more,
})

/** What comes of a POST: its status, or why it failed. */
const outcome = (it: PostOptions) =>
  post(it).then(
    (answer) => answer.status,
    (error: unknown) => describeError(error),
  )

test.each([
  ['loopback', '127.0.0.1'],
  ['loopback, all of it', '127.8.9.1'],
  ['this host', '0.0.0.0'],
  ['private', '10.1.2.3'],
  ['private', '172.31.255.255'],
  ['private', '192.168.0.1'],
  ['link-local, where clouds answer with credentials', '169.254.169.254'],
  ['carrier-grade NAT, where Alibaba Cloud answers', '100.100.100.200'],
  ['Azure WireServer', '168.63.129.16'],
  ['multicast', '224.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['benchmarking', '198.18.0.1'],
  ['documentation', '203.0.113.9'],
  ['reserved', '240.0.0.1'],
  ['IPv6 loopback', '::1'],
  ['IPv6 unspecified', '::'],
  ['IPv6 link-local', 'fe80::1'],
  ['IPv6 link-local with a zone', 'fe80::1%eth0'],
  ['IPv6 unique local, where AWS answers', 'fd00:ec2::254'],
  ['IPv6 multicast', 'ff02::1'],
  ['IPv4 in IPv6', '::ffff:127.0.0.1'],
  ['IPv4 in IPv6 in hexadecimal', '::ffff:a00:1'],
  ['IPv4-compatible IPv6', '::127.0.0.1'],
  ['IPv4-compatible IPv6 in hexadecimal', '::7f00:1'],
  ['IPv6 that is given to nobody', '4000::1'],
  ['IPv6 that was site-local', 'fec0::1'],
  ['NAT64', '64:ff9b::7f00:1'],
  ['6to4', '2002:7f00:1::1'],
  ['Teredo', '2001:0:1::1'],
  ['no address', 'localhost'],
])('%s is not called: %s', (_what, address) => {
  expect(isAllowedAddress(address)).toBe(false)
})

test.each(['1.1.1.1', '223.5.5.5', '2400:3200::1', '::ffff:223.5.5.5'])('%s is public', (address) => {
  expect(isAllowedAddress(address)).toBe(true)
})

test("a city's own networks are called where they are named, and no others", () => {
  const allowed = ['10.20.0.0/16', 'fd12:3456::/32']
  expect(
    ['10.20.3.4', '::ffff:10.20.3.4', 'fd12:3456::9'].map((it) => isAllowedAddress(it, allowed)),
  ).toEqual([true, true, true])
  expect(['10.21.0.1', 'fd12:3457::1', '127.0.0.1'].some((it) => isAllowedAddress(it, allowed))).toBe(false)
})

test('half of the internet is no network that one allows', () => {
  expect(['10.0.0.0/8', '172.16.0.0/12', 'fd00::/16'].every(isNetwork)).toBe(true)
  expect(['0.0.0.0/0', '0.0.0.0/1', '::/0', '::ffff:0:0/96', '10.0.0.1', 'intranet'].some(isNetwork)).toBe(
    false,
  )
})

test.each([
  'http://2130706433/',
  'http://0x7f.1/',
  'http://0177.0.0.1/',
  'http://[::1]/',
  'http://[::ffff:7f00:1]/',
  'http://localhost/',
])('no spelling of this machine gets by: %s', async (url) => {
  expect(await outcome(options(url, { allowNetworks: [] }))).toBe('refusedAddress')
})

test('without HTTPS nobody is called unless that is allowed, and nothing but the web ever', async () => {
  receiver = await startReceiver()
  expect(await outcome(options(receiver.url, { allowHttp: false }))).toBe('refusedAddress')
  expect(await outcome(options('ftp://127.0.0.1/'))).toBe('refusedAddress')
  expect(receiver.received).toEqual([])
})

test('a name is resolved once, and the address that was checked is the one that is called', async () => {
  receiver = await startReceiver()
  let asked = 0
  const resolve = async () => {
    asked += 1
    // Who resolves a second time is led elsewhere, as an attacker's name server would.
    return [{ address: asked === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }]
  }
  const url = `http://hooks.example:${receiver.url.port}/in`
  expect(await outcome(options(url, { resolve }))).toBe(204)
  expect(asked).toBe(1)
  expect(receiver.received[0]?.headers.host).toBe(`hooks.example:${receiver.url.port}`)
})

test('a name that is at a public address and at a private one is not called', async () => {
  const resolve = async () => [
    { address: '223.5.5.5', family: 4 },
    { address: '10.0.0.1', family: 4 },
  ]
  expect(await outcome(options('http://both.example/', { resolve, allowNetworks: [] }))).toBe(
    'refusedAddress',
  )
})

test('a redirect is not followed', async () => {
  const elsewhere = await startReceiver()
  receiver = await startReceiver(status(307, { location: elsewhere.url.href }))
  expect(await outcome(options(receiver.url))).toBe(307)
  expect(elsewhere.received).toEqual([])
  await elsewhere.close()
})

test('an answer without end is read no further than its beginning', async () => {
  receiver = await startReceiver((response) => {
    response.writeHead(200)
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
      if (!response.destroyed) response.once('drain', more)
    }
    more()
  })
  const { status: code, body } = await post(options(receiver.url))
  expect([code, body.length]).toEqual([200, 16_384])
})

test('a receiver that hangs, drips or breaks off is given up in time', async () => {
  receiver = await startReceiver(() => {})
  expect(await outcome(options(receiver.url, { timeoutMs: 100 }))).toBe('timeout')
  receiver.answer = (response) => response.destroy()
  expect(await outcome(options(receiver.url))).toBe('ECONNRESET')
  // The status is the answer, whatever becomes of the rest.
  receiver.answer = (response) => response.writeHead(200, { 'content-length': '100' }).write('half')
  expect(await outcome(options(receiver.url, { timeoutMs: 100 }))).toBe(200)
})

test('a server that takes the connection and says nothing, or nonsense, is a failure', async () => {
  let word = ''
  raw = createServer((socket) => {
    socket.on('error', () => {})
    if (word) socket.end(word)
  }).listen(0, '127.0.0.1')
  await once(raw, 'listening')
  const address = raw.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`
  expect(await outcome(options(url, { timeoutMs: 100 }))).toBe('timeout')
  word = 'SSH-2.0-OpenSSH\r\n'
  expect(await outcome(options(url))).toMatch(/^HPE_/)
})

test('a resolver that does not answer counts against the time', async () => {
  const resolve = () => new Promise<never>(() => {})
  expect(await outcome(options('http://slow.example/', { resolve, timeoutMs: 50 }))).toBe('timeout')
})
