/** Options of a command from its command line: what is unknown or missing is told in one sentence. */
import { resolve } from 'node:path'
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'

/** What was typed does not fit the command. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError'
  readonly code = 'badOptions'
}

export function readOptions<T extends ParseArgsOptionsConfig>(args: string[], options: T) {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values
  } catch (error) {
    throw new OptionsError(`选项有误 / ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}

/** The value of an option that must be there. */
export function needed(name: string, value: string | undefined): string {
  if (value === undefined || value === '') throw new OptionsError(`缺少选项 / Missing option: --${name}`)
  return value
}

/** A path as it was typed: npm runs a script elsewhere than where somebody typed it. */
export const typedPath = (path: string): string => resolve(process.env['INIT_CWD'] ?? process.cwd(), path)

/** The tenant if it is served; one that is not would be looked at nowhere, and pass for whole. */
export function servedTenant(id: string, cities: object): string {
  if (Object.hasOwn(cities, id)) return id
  const served = Object.keys(cities).join(', ')
  throw new OptionsError(`没有租户 ${id}；已配置 / There is no tenant ${id}; configured: ${served}`)
}
