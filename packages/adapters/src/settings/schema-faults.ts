/** What a schema holds against a value, with what may stand in that place instead. */
import type { Sentence } from '@chuishao/core/ticket'
import type * as z from 'zod/mini'
import { allowedIn } from './allowed-words.ts'
import { nearestName } from './nearest-name.ts'
import { branchesOf, childrenOf, keysOf, nodesAt, outlineOf, type OutlineNode } from './outline.ts'
import type { SettingFault } from './setting-fault.ts'

/** Every mistake of a value that the schema refused. */
export function schemaFaults(schema: z.ZodMiniType, value: unknown, error: z.core.$ZodError): SettingFault[] {
  const outline = outlineOf(schema)
  return error.issues.flatMap((issue) => issueFaults(issue, outline, value))
}

export function issueFaults(
  issue: z.core.$ZodIssue,
  outline: OutlineNode,
  settings: unknown,
): SettingFault[] {
  const path = issue.path.map(String).join('.')
  const nodes = nodesAt(outline, issue.path)
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => unknownName(path === '' ? key : `${path}.${key}`, key, keysOf(nodes)))
  if (issue.code === 'invalid_key') {
    const names = nodesAt(outline, issue.path.slice(0, -1)).flatMap(({ propertyNames = [] }) => propertyNames)
    const name = String(issue.path.at(-1))
    return [faultAt(path, names, { zh: `不能以 ${name} 为名`, en: `${name} is no name` }, 'invalid')]
  }
  if (valueAt(settings, issue.path) === undefined)
    return [
      faultAt(path, nodes, { zh: `缺少配置项 ${path}`, en: `the setting ${path} is missing` }, 'missing'),
    ]
  const reason = reasonIn(issue)
  const message = {
    zh: `配置项 ${path} 的值不对${reason ? `：${reason.zh}` : ''}`,
    en: `${path} is not what it may be${reason ? `: ${reason.en}` : ''}`,
  }
  return [faultAt(path, nodes, message, 'invalid')]
}

/** What a schema's own check says, which is written `zh / en`. */
function reasonIn({ code, message }: z.core.$ZodIssue): Sentence | undefined {
  const [zh = '', ...en] = message.split(' / ')
  return code === 'custom' && en.length > 0 ? { zh, en: en.join(' / ') } : undefined
}

function valueAt(value: unknown, [key, ...rest]: readonly PropertyKey[]): unknown {
  if (key === undefined) return value
  const has = typeof value === 'object' && value !== null && Object.hasOwn(value, key)
  return has ? valueAt(Reflect.get(value, key), rest) : undefined
}

/** Every name in a value that its schema would pass over. */
export function passedOver(schema: z.ZodMiniType, value: unknown): SettingFault[] {
  const look = (at: unknown, nodes: readonly OutlineNode[], path: readonly string[]): SettingFault[] => {
    if (typeof at !== 'object' || at === null) return []
    const known = Array.isArray(at) ? [] : keysOf(nodes)
    return Object.entries(at).flatMap(([key, inner]) =>
      known.length > 0 && !known.includes(key)
        ? unknownName([...path, key].join('.'), key, known)
        : look(inner, childrenOf(nodes, key), [...path, key]),
    )
  }
  return look(value, branchesOf(outlineOf(schema)), [])
}

export function unknownName(path: string, name: string, known: readonly string[]): SettingFault {
  const nearest = nearestName(name, known)
  const list = known.length > 12 ? undefined : known.join(', ')
  const meant = nearest ?? list
  return {
    path,
    code: 'unknownKey',
    message: { zh: `没有配置项 ${path}`, en: `there is no setting ${path}` },
    allowed: {
      zh: meant === undefined ? '删去，或改正名称' : `${nearest ? '是否为 ' : ''}${meant}`,
      en: meant === undefined ? 'nothing, or another name' : `${nearest ? 'perhaps ' : ''}${meant}`,
    },
  }
}

export const faultAt = (
  path: string,
  nodes: readonly OutlineNode[],
  message: SettingFault['message'],
  code: string,
): SettingFault => ({ path, code, message, allowed: allowedIn(nodes) })
