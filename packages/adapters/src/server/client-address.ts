/** From where a request comes, as far as it can be believed. */
import { BlockList, isIP } from 'node:net'

/** What the server knows of the connection; `@hono/node-server` passes it to its `fetch`. */
export interface HttpConnection {
  incoming?: { socket?: { remoteAddress?: string | undefined } }
}

export interface AddressOptions {
  /**
   * Header in which the proxy in front says who asks, e.g. `X-Real-IP` or `X-Forwarded-For`. Only where every request
   * comes through that proxy: anybody else can write it. Without it the address of the socket counts.
   */
  proxyHeader?: string
  /**
   * Networks of the proxies, e.g. `10.0.0.0/8`: the header then counts only from them, and the address is the last one in
   * it that is no proxy's. `proxies` is not looked at. An empty list believes nobody.
   */
  trustedProxies?: readonly string[]
  /** How many proxies add to the header, one by default: the address is the last but so many. */
  proxies?: number
}

/**
 * The key that requests from one place share: an IPv4 address, or the first 64 bits of an IPv6 one, all of which one
 * subscriber has. Undefined where nobody says.
 */
export const clientAddress = (
  request: Request,
  connection: HttpConnection | undefined,
  { proxyHeader, proxies = 1, trustedProxies }: AddressOptions,
): string | undefined => {
  if (trustedProxies !== undefined) return addressThrough(request, connection, proxyHeader, trustedProxies)
  const said = proxyHeader === undefined ? null : request.headers.get(proxyHeader)
  const address = said?.split(',').at(-proxies)?.trim() || connection?.incoming?.socket?.remoteAddress
  return address === undefined ? undefined : network(address)
}

const addressThrough = (
  request: Request,
  connection: HttpConnection | undefined,
  header: string | undefined,
  networks: readonly string[],
): string | undefined => {
  const isProxy = addressesIn(networks)
  const socket = connection?.incoming?.socket?.remoteAddress
  const said = header === undefined ? [] : addressesSaid(header, request.headers.get(header))
  const address = [...said, ...(socket === undefined ? [] : [socket])].findLast((it) => !isProxy(it))
  return network(address ?? said[0] ?? socket ?? '') || undefined
}

/** From the client to the last proxy but one: a list of addresses, or the `for=` of each element (RFC 7239). */
const addressesSaid = (header: string, value: string | null): string[] =>
  (value ?? '')
    .split(',')
    .map((it) =>
      header.toLowerCase() === 'forwarded' ? (/for="?([^";]+)"?/i.exec(it)?.[1] ?? 'unknown') : it,
    )
    .map((it) => it.trim())
    .filter((it) => it !== '')

const known = new WeakMap<readonly string[], BlockList>()

const addressesIn = (networks: readonly string[]) => {
  const list = known.get(networks) ?? blockList(networks)
  known.set(networks, list)
  return (address: string): boolean => {
    const plain = withoutPort(address)
    const family = isIP(plain)
    return family !== 0 && list.check(plain, family === 6 ? 'ipv6' : 'ipv4')
  }
}

/** Throws where a network is none. */
const blockList = (networks: readonly string[]) => {
  const list = new BlockList()
  for (const it of networks) {
    const [address = '', bits = ''] = it.split('/')
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4')
  }
  return list
}

const withoutPort = (address: string): string =>
  address
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')

const network = (address: string): string => {
  const plain = address.toLowerCase().replace(/^\[(.*)\](:\d+)?$|%.*$/, '$1')
  const mapped = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)(?::\d+)?$/.exec(plain)?.[1]
  if (mapped !== undefined || !plain.includes(':')) return (mapped ?? plain).slice(0, 64)
  const [head = '', tail] = plain.split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === undefined || tail === '' ? [] : tail.split(':')
  const gap = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length)
  const groups = [...first, ...Array.from({ length: gap }, () => '0'), ...last]
  return `${groups
    .slice(0, 4)
    .map((it) => it.replace(/^0+(?=.)/, '').slice(0, 4))
    .join(':')}::/64`
}
