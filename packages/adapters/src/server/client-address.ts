/** From where a request comes, as far as it can be believed. */

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
  { proxyHeader, proxies = 1 }: AddressOptions,
): string | undefined => {
  const said = proxyHeader === undefined ? null : request.headers.get(proxyHeader)
  const address = said?.split(',').at(-proxies)?.trim() || connection?.incoming?.socket?.remoteAddress
  return address === undefined ? undefined : network(address)
}

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
