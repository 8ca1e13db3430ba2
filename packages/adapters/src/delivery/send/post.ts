/**
 * One POST to somebody else's server, which may be slow, broken or hostile: the address is resolved once, checked, and
 * connected to as it was checked; no redirect is followed; time and answer are bounded.
 */
import { lookup } from 'node:dns/promises'
import { request as overHttp, type IncomingMessage } from 'node:http'
import { request as overHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { RefusedAddressError, isAllowedAddress } from './allowed-address.ts'

export interface PostOptions {
  url: URL
  headers: Record<string, string>
  body: string
  /** For everything together, in milliseconds. */
  timeoutMs: number
  /** Networks (CIDR) that may be called besides public addresses. */
  allowNetworks?: readonly string[] | undefined
  /** `http:` is refused without it. */
  allowHttp?: boolean | undefined
  signal?: AbortSignal | undefined
  /** Asks the resolver, for tests. */
  resolve?: ((hostname: string) => Promise<ResolvedAddress[]>) | undefined
}

export interface ResolvedAddress {
  address: string
  family: number
}

export interface PostAnswer {
  status: number
  /** As it was sent, where it was. */
  retryAfter?: string
  /** The beginning of the answer, as far as it came; empty where reading it broke off. */
  body: string
}

/** Nobody's acknowledgement is longer. */
const readBytes = 16_384

/** Rejects with an error that has a `code`: of this module, or Node's own (`ECONNREFUSED`, `ENOTFOUND`, …). */
export async function post(options: PostOptions): Promise<PostAnswer> {
  const { url, timeoutMs, allowNetworks, allowHttp = false, resolve = resolveAll } = options
  if (url.protocol !== 'https:' && !(allowHttp && url.protocol === 'http:'))
    throw new RefusedAddressError(`${url.protocol} is not allowed`)
  const signals = [AbortSignal.timeout(timeoutMs), ...(options.signal ? [options.signal] : [])]
  const signal = AbortSignal.any(signals)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = await untilAborted(resolve(host), signal)
  const refused = addresses.find(({ address }) => !isAllowedAddress(address, allowNetworks))
  if (refused || addresses.length === 0)
    throw new RefusedAddressError(`${host} is at ${refused?.address ?? 'no address'}, which is not called`)
  return send(options, addresses, signal)
}

const resolveAll = (hostname: string) => lookup(hostname, { all: true })

/** The resolver cannot be told to stop: whoever waits for it can. */
function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
    if (signal.aborted) abort()
  })
}

function send(
  { url, headers, body }: PostOptions,
  addresses: ResolvedAddress[],
  signal: AbortSignal,
): Promise<PostAnswer> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? overHttps : overHttp)(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      lookup: only(addresses),
      // A connection is not kept: the next attempt resolves and checks anew.
      agent: false,
      signal,
    })
    let isAnswered = false
    request.on('error', (error) => {
      if (!isAnswered) reject(signal.aborted ? signal.reason : error)
    })
    request.once('response', (response) => {
      isAnswered = true
      const { statusCode: status = 0, headers: answered } = response
      const retryAfter = answered['retry-after']
      void beginningOf(response).then((text) => {
        request.destroy()
        resolve({ status, body: text, ...(retryAfter !== undefined && { retryAfter }) })
      })
    })
    request.end(body)
  })
}

/** Answers what was checked, whatever is asked. */
const only =
  (addresses: ResolvedAddress[]): LookupFunction =>
  (_hostname, options, answer) => {
    const [first] = addresses
    if (options.all) answer(null, addresses)
    else answer(null, first?.address ?? '', first?.family)
  }

/** The status is the answer: a body that breaks off or never ends does not take it back. */
async function beginningOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of response) {
      const buffer = Buffer.from(chunk)
      chunks.push(buffer)
      bytes += buffer.length
      if (bytes >= readBytes) break
    }
  } catch {
    return ''
  }
  return Buffer.concat(chunks).subarray(0, readBytes).toString('utf8')
}
