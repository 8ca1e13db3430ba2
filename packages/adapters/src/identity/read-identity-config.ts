/** Reads the configuration of identity: every fault in one report, with what is allowed instead. */
import type { Sentence } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { isPrivateEnough } from './address.ts'
import { allowedAt } from './config-words.ts'
import { IdentityConfig } from './identity-config.ts'

export interface IdentityConfigFault {
  /** Where it is, e.g. `person.roles.map.admin`; empty for the whole. */
  path: string
  code: 'missing' | 'unknownKey' | 'invalid' | 'insecureAddress'
  message: Sentence
  /** What is allowed instead. */
  allowed: Sentence
}

export type ReadIdentityConfig =
  { ok: true; config: IdentityConfig } | { ok: false; errors: IdentityConfigFault[] }

/**
 * `input` is what a JSON file says.
 *
 * @example
 * const read = readIdentityConfig(JSON.parse(await readFile('identity.json', 'utf8')))
 * if (!read.ok) for (const { path, message } of read.errors) console.error(path, message.zh)
 */
export function readIdentityConfig(input: unknown): ReadIdentityConfig {
  const parsed = z.safeParse(IdentityConfig, input)
  const faults = (parsed.error?.issues ?? []).flatMap((issue) => faultsOf(issue, input))
  const errors = [...faults, ...insecureAddresses(input)]
  return parsed.success && errors.length === 0 ? { ok: true, config: parsed.data } : { ok: false, errors }
}

function faultsOf(issue: z.core.$ZodIssue, input: unknown): IdentityConfigFault[] {
  const path = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => {
      const at = path === '' ? key : `${path}.${key}`
      const message = { zh: `不认识的配置项 ${at}`, en: `the setting ${at} is unknown` }
      const allowed = { zh: '删去，或改正名称', en: 'nothing, or another name' }
      return { path: at, code: 'unknownKey', message, allowed }
    })
  const allowed = allowedAt(path)
  if (valueAt(input, issue.path) === undefined) {
    const message = { zh: `缺少配置项 ${path}`, en: `the setting ${path} is missing` }
    return [{ path, code: 'missing', message, allowed }]
  }
  const name = path === '' ? { zh: '配置', en: 'the configuration' } : { zh: `配置项 ${path} `, en: path }
  const message = { zh: `${name.zh}的值不对`, en: `${name.en} is not what it may be` }
  return [{ path, code: 'invalid', message, allowed }]
}

/** Told with all other faults, so not a check of the schema, which a fault elsewhere would keep from running. */
const insecureAddresses = (input: unknown): IdentityConfigFault[] =>
  (['issuer', 'jwksUri'] as const).flatMap((path) => {
    const address = valueAt(input, [path])
    const isHttp = typeof address === 'string' && /^http:/i.test(address) && URL.canParse(address)
    if (!isHttp || isPrivateEnough(address) || valueAt(input, ['allowHttp']) === true) return []
    const message = {
      zh: `配置项 ${path} 没有使用 HTTPS，密钥可能在途中被替换`,
      en: `${path} is without HTTPS: its keys could be replaced on the way`,
    }
    const allowed = {
      zh: 'https:// 开头的地址；仅在他人无法写入的网络中可设 "allowHttp": true',
      en: 'an address that begins with https://; "allowHttp": true only in a network where nobody else can write',
    }
    return [{ path, code: 'insecureAddress', message, allowed }]
  })

function valueAt(value: unknown, [key, ...rest]: readonly PropertyKey[]): unknown {
  if (key === undefined) return value
  const isObject = typeof value === 'object' && value !== null
  return isObject && Object.hasOwn(value, key) ? valueAt(Reflect.get(value, key), rest) : undefined
}
