/** Puts secrets and absolute paths in their places: what a file only points to is read, what it must not hold is refused. */
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { allowedIn } from './allowed-words.ts'
import { childrenOf, type OutlineNode } from './outline.ts'
import type { SettingFault } from './setting-fault.ts'
import { passwordOf } from './url-password.ts'

export interface ResolveOptions {
  env: Readonly<Record<string, string | undefined>>
  /** Where relative paths begin. */
  base: string
  /** Whether secrets may stand there as they are: in the environment, not in a file. */
  literalSecrets: boolean
  faults: SettingFault[]
}

export async function resolveValues(
  value: unknown,
  nodes: OutlineNode[],
  options: ResolveOptions,
  path: string[] = [],
): Promise<unknown> {
  const kind = nodes.find(({ secret }) => secret !== undefined)?.secret
  if (kind !== undefined) return resolveSecret(value, kind, nodes, options, path)
  if (typeof value === 'string' && nodes.some(({ isPath }) => isPath)) return resolve(options.base, value)
  if (typeof value !== 'object' || value === null) return value
  const entries = await Promise.all(
    Object.entries(value).map(async ([key, inner]) => [
      key,
      await resolveValues(inner, childrenOf(nodes, key), options, [...path, key]),
    ]),
  )
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries)
}

async function resolveSecret(
  value: unknown,
  kind: 'whole' | 'url',
  nodes: readonly OutlineNode[],
  { env, base, literalSecrets, faults }: ResolveOptions,
  path: readonly string[],
): Promise<unknown> {
  const fault = (code: SettingFault['code'], zh: string, en: string) => {
    const at = path.join('.')
    faults.push({
      path: at,
      code,
      message: { zh: `${at}：${zh}`, en: `${at} ${en}` },
      allowed: allowedIn(nodes),
    })
    return unresolved
  }
  if (typeof value === 'string') {
    const isHarmless = literalSecrets || (kind === 'url' && passwordOf(value) === '')
    if (isHarmless) return value
    return fault('secretInFile', '密码不能写在配置文件里', 'must not stand in the configuration file')
  }
  const { file, env: name } = pointers(value)
  if (file !== undefined) {
    try {
      return (await readFile(resolve(base, file), 'utf8')).replace(/\r?\n$/, '')
    } catch (error) {
      const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
      return fault('unreadable', `无法读取 ${file}（${why}）`, `cannot be read from ${file} (${why})`)
    }
  }
  if (name !== undefined)
    return (
      env[name] || fault('missing', `环境变量 ${name} 未设置`, `is not set: there is no variable ${name}`)
    )
  return value
}

/** Stands for a secret whose fault is told already. */
export const unresolved: unique symbol = Symbol('unresolved')

const pointers = (value: unknown): { file?: string; env?: string } => {
  if (typeof value !== 'object' || value === null) return {}
  if ('file' in value && typeof value.file === 'string') return { file: value.file }
  return 'env' in value && typeof value.env === 'string' ? { env: value.env } : {}
}
