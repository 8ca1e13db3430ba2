/** Which addresses are called at all: the public ones, and the networks that the operator names. */
import ipaddr from 'ipaddr.js'

/** Answers to clouds' own questions at a public address (Azure's WireServer): never a receiver. */
const services = ['168.63.129.16']

export class RefusedAddressError extends Error {
  override readonly name = 'RefusedAddressError'
  readonly code = 'refusedAddress'
}

/**
 * Whether `address` may be called: a public unicast address, or one in a network of `allowed` (CIDR). What an IPv6
 * address carries within it (mapped, NAT64, 6to4, Teredo) is no public address either.
 */
export function isAllowedAddress(address: string, allowed: readonly string[] = []): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  const inAllowed = allowed.some((network) => {
    const [base, bits] = ipaddr.parseCIDR(network)
    return base.kind() === parsed.kind() && parsed.match(base, bits)
  })
  return inAllowed || (isPublic(parsed) && !services.includes(parsed.toString()))
}

/** Of IPv6, only 2000::/3 is given to anybody (RFC 4291, IANA); below it lie old spellings of IPv4 addresses. */
const isPublic = (address: ipaddr.IPv4 | ipaddr.IPv6) =>
  address.range() === 'unicast' && (address.kind() === 'ipv4' || address.match(ipaddr.parseCIDR('2000::/3')))

/**
 * Whether a text is a network, and none that is half of the internet: from /8, in IPv6 from /16. IPv4 addresses within
 * IPv6 are no network, since they are compared as what they are.
 */
export function isNetwork(text: string): boolean {
  if (!ipaddr.isValidCIDR(text)) return false
  const [base, bits] = ipaddr.parseCIDR(text)
  if (base.kind() === 'ipv6' && base.range() === 'ipv4Mapped') return false
  return bits >= (base.kind() === 'ipv4' ? 8 : 16)
}
