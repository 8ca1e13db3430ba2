/** Makes endpoints of the configuration, with their secrets. Every fault is told at once, and quotes no secret. */
import type { Sentence } from '@chuishao/core/ticket'
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import type { DeliveryConfig, EndpointConfig, SecretSource } from './delivery-config.ts'
import type { Endpoint } from './endpoint.ts'
import { robotEndpoint } from './robot-endpoint.ts'
import type { RobotTexts } from './robots/message.ts'
import { isAllowedAddress } from './send/allowed-address.ts'
import { InvalidSigningKeyError, readSigningKey } from './signing-keys.ts'
import { webhookEndpoint } from './webhook-endpoint.ts'

export interface EndpointsFromConfigOptions {
  /** The environment that `{ env }` is looked up in. */
  env?: Readonly<Record<string, string | undefined>>
  /** Reads what `{ file }` names. */
  readFile?: (path: string) => string
  /** Names of units for messages in groups. */
  unitName?: RobotTexts['unitName']
}

export interface DeliveryFault {
  /** Where it is, e.g. `endpoints.0.keys.1`. */
  path: string
  code: 'missingSecret' | 'invalidKey' | 'invalidAddress' | 'insecureAddress' | 'refusedAddress'
  message: Sentence
}

export type EndpointsFromConfig = { ok: true; endpoints: Endpoint[] } | { ok: false; errors: DeliveryFault[] }

export function endpointsFromConfig(
  config: DeliveryConfig,
  options: EndpointsFromConfigOptions = {},
): EndpointsFromConfig {
  const errors: DeliveryFault[] = []
  const endpoints = config.endpoints.flatMap((it, index) => {
    const made = makeEndpoint(it, config, options)
    errors.push(...made.errors.map((fault) => ({ ...fault, path: `endpoints.${index}.${fault.path}` })))
    return made.endpoint ?? []
  })
  return errors.length === 0 ? { ok: true, endpoints } : { ok: false, errors }
}

function makeEndpoint(
  it: EndpointConfig,
  { ticketPage, allowNetworks, allowHttp = false }: DeliveryConfig,
  {
    env = process.env,
    readFile = (path) => readFileSync(path, 'utf8'),
    unitName,
  }: EndpointsFromConfigOptions,
): { endpoint?: Endpoint; errors: DeliveryFault[] } {
  const errors: DeliveryFault[] = []
  const fault = (path: string, code: DeliveryFault['code'], zh: string, en: string) => {
    errors.push({ path, code, message: { zh, en } })
    return undefined
  }
  const secretAt = (path: string, source: SecretSource): string | undefined => {
    const text = 'env' in source ? env[source.env]?.trim() : fileText(readFile, source.file)
    const name = 'env' in source ? source.env : source.file
    return text || fault(path, 'missingSecret', `${name} 里没有密钥`, `there is no secret in ${name}`)
  }
  const addressAt = (path: string, text: string | undefined): URL | undefined => {
    if (text === undefined) return undefined
    if (!URL.canParse(text)) return fault(path, 'invalidAddress', '不是网址', 'this is not an address')
    const url = new URL(text)
    if (url.protocol !== 'https:' && !(allowHttp && url.protocol === 'http:'))
      return fault(path, 'insecureAddress', '必须以 https:// 开头', 'it has to begin with https://')
    // A name is looked at with each request.
    const literal = url.hostname.replace(/^\[(.*)\]$/, '$1')
    if (isIP(literal) === 0 || isAllowedAddress(literal, allowNetworks)) return url
    return fault(
      path,
      'refusedAddress',
      '是内部地址，不会向其发送',
      'this is no public address: nothing is sent there',
    )
  }
  const keyAt = (path: string, source: SecretSource) => {
    const text = secretAt(path, source)
    try {
      return text === undefined ? [] : [readSigningKey(text)]
    } catch (error) {
      if (!(error instanceof InvalidSigningKeyError)) throw error
      fault(path, 'invalidKey', '不是 whsec_ 或 whsk_ 密钥', error.message)
      return []
    }
  }

  const { id, events, tenants, units, from } = it
  const timeoutMs = it.timeoutSeconds === undefined ? undefined : it.timeoutSeconds * 1000
  const common = { id, events, tenants, units, from, timeoutMs, allowNetworks, allowHttp }
  const url = addressAt('url', typeof it.url === 'string' ? it.url : secretAt('url', it.url))
  if (it.kind === 'webhook') {
    const keys = it.keys.flatMap((source, index) => keyAt(`keys.${index}`, source))
    if (!url || errors.length > 0) return { errors }
    const { fields, concurrency } = it
    return { errors, endpoint: webhookEndpoint({ ...common, url, keys, fields, concurrency }) }
  }
  const secret = 'secret' in it && it.secret ? secretAt('secret', it.secret) : undefined
  if (!url || errors.length > 0) return { errors }
  const { kind, keyword, perMinute } = it
  return {
    errors,
    endpoint: robotEndpoint({ ...common, kind, url, secret, keyword, perMinute, ticketPage, unitName }),
  }
}

function fileText(readFile: (path: string) => string, path: string): string | undefined {
  try {
    return readFile(path).trim()
  } catch {
    return undefined
  }
}
