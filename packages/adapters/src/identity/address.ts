/** Keys that anybody on the way can replace let anybody in: HTTPS, or this machine. */

const loopback = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/

/** Whether an address is by HTTPS or on this machine. */
export const isPrivateEnough = (address: string): boolean => {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || loopback.test(hostname)
}
