/** Reads one typed configuration from a file and the environment, and tells every mistake of both at once. */
import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as z from 'zod/mini'
import { valueFrom, variablesOf } from './environment.ts'
import { branchesOf, nodesAt, outlineOf, type OutlineNode } from './outline.ts'
import { resolveValues } from './resolve-values.ts'
import { faultAt, issueFaults, unknownName } from './schema-faults.ts'
import type { SettingFault } from './setting-fault.ts'

export interface ReadSettingsOptions<T> {
  /** Strict objects of `zod/mini`, with meanings by `setting` and `secret`. */
  schema: z.ZodMiniObject & z.ZodMiniType<T>
  /** A JSON file; without one the environment alone counts. */
  file?: string
  env?: Readonly<Record<string, string | undefined>>
  /** What names of variables begin with. An unknown variable that begins so is refused. */
  prefix: string
  /** Well-known variables beside them, e.g. `DATABASE_URL`, each as the value of a top-level section. */
  aliases?: Readonly<Record<string, (text: string) => Record<string, unknown>>>
  /** Where relative paths in the environment begin. */
  cwd?: string
  /** Looks at what the schema cannot: one section at a time, also where others are wrong. */
  sections?: Readonly<Record<string, LookAtSection>>
  /** Looks at what one section says of another; gets those that are right, also where others are wrong. */
  check?: (right: Partial<T>) => SettingFault[] | Promise<SettingFault[]>
}

/** `settings` is everything that was given, of which any part may be wrong. */
export type LookAtSection = (
  section: unknown,
  settings: Readonly<Record<string, unknown>>,
) => SettingFault[] | Promise<SettingFault[]>

export type ReadSettings<T> = { ok: true; settings: T } | { ok: false; faults: SettingFault[] }

/** The environment goes before the file. Where anything is wrong, nothing is read. */
export async function readSettings<T>({
  schema,
  file,
  env = process.env,
  prefix,
  aliases = {},
  cwd = process.cwd(),
  sections = {},
  check = () => [],
}: ReadSettingsOptions<T>): Promise<ReadSettings<T>> {
  const outline = outlineOf(schema)
  const faults: SettingFault[] = []
  const nodes = branchesOf(outline)

  const fromFile = file === undefined ? {} : await jsonFile(file, faults)
  // Whatever else would be missed, it probably stands in the file.
  if (faults.length > 0) return { ok: false, faults }
  const base = file === undefined ? cwd : dirname(file)
  const resolved = await resolveValues(fromFile, nodes, { env, base, literalSecrets: false, faults })
  const settings: Record<string, unknown> = isObject(resolved) ? { ...resolved } : {}
  if (!isObject(resolved))
    faults.push(
      faultAt('', nodes, { zh: '配置应为一个对象', en: 'the configuration must be an object' }, 'invalid'),
    )

  const variables = await fromEnvironment(outline, { env, prefix, aliases, faults })
  for (const { path, value, places } of variables) {
    const ready = await resolveValues(value, places, { env, base: cwd, literalSecrets: true, faults }, path)
    put(settings, path, ready)
  }

  const parsed = z.safeParse(schema, settings)
  const told = new Set(faults.map(({ path }) => path))
  if (!parsed.success)
    faults.push(
      ...parsed.error.issues
        .flatMap((issue) => issueFaults(issue, outline, settings))
        .filter(({ path }) => !told.has(path)),
    )
  for (const [name, look] of Object.entries(sections)) {
    if (settings[name] === undefined) continue
    const found = await look(settings[name], settings)
    faults.push(...found.map((it) => ({ ...it, path: [name, it.path].filter(Boolean).join('.') })))
  }
  faults.push(...(await check(parsed.success ? parsed.data : rightSections(schema, settings))))
  return parsed.success && faults.length === 0
    ? { ok: true, settings: parsed.data }
    : { ok: false, faults: faults.map((it) => withVariable(it, variables)) }
}

function rightSections<T>(
  schema: z.ZodMiniObject & z.ZodMiniType<T>,
  settings: Readonly<Record<string, unknown>>,
): Partial<T> {
  const right: Partial<T> = {}
  for (const [name, section] of Object.entries(schema.shape)) {
    const parsed = z.safeParse(section, settings[name])
    if (parsed.success && parsed.data !== undefined) Object.assign(right, { [name]: parsed.data })
  }
  return right
}

async function jsonFile(file: string, faults: SettingFault[]): Promise<unknown> {
  let text: string
  try {
    // Without the mark that Windows' Notepad writes before the text.
    text = new TextDecoder().decode(await readFile(file))
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    faults.push({
      path: '',
      code: 'unreadable',
      message: { zh: `无法读取配置文件 ${file}（${why}）`, en: `${file} cannot be read (${why})` },
      allowed: { zh: '一个可读的 JSON 文件', en: 'a JSON file that may be read' },
    })
    return {}
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    // Only the place: the rest of what the parser says quotes the file.
    const [, line, column] = /line (\d+) column (\d+)/.exec(String(error)) ?? []
    const place =
      line === undefined
        ? { zh: '', en: '' }
        : { zh: `（第 ${line} 行第 ${column} 列）`, en: ` (line ${line}, column ${column})` }
    faults.push({
      path: '',
      code: 'notJson',
      message: { zh: `${file} 不是有效的 JSON${place.zh}`, en: `${file} is not valid JSON${place.en}` },
      allowed: { zh: '一个 JSON 对象', en: 'one JSON object' },
    })
    return {}
  }
}

/** Whoever looks for the value in the file finds another one there, or none. */
function withVariable(fault: SettingFault, variables: readonly FromEnvironment[]): SettingFault {
  const from = variables.findLast(({ path }) => `${fault.path}.`.startsWith(`${path.join('.')}.`))
  if (from === undefined) return fault
  const { zh, en } = fault.message
  return {
    ...fault,
    message: { zh: `${zh}（来自环境变量 ${from.name}）`, en: `${en} (from the variable ${from.name})` },
  }
}

interface FromEnvironment {
  name: string
  path: string[]
  value: unknown
  places: OutlineNode[]
}

async function fromEnvironment(
  outline: OutlineNode,
  {
    env,
    prefix,
    aliases,
    faults,
  }: Pick<ReadSettingsOptions<unknown>, 'prefix'> & {
    env: Readonly<Record<string, string | undefined>>
    aliases: NonNullable<ReadSettingsOptions<unknown>['aliases']>
    faults: SettingFault[]
  },
): Promise<FromEnvironment[]> {
  const variables = new Map(variablesOf(outline, prefix).map((it) => [it.name, it]))
  const textOf = async (name: string): Promise<string | undefined> => {
    const given = env[name] || undefined
    const file = env[`${name}_FILE`] || undefined
    if (file === undefined) return given
    if (given !== undefined)
      faults.push(
        environmentFault(name, 'setTwice', {
          zh: `${name} 与 ${name}_FILE 只能设置一个`,
          en: `${name} and ${name}_FILE are both set`,
        }),
      )
    try {
      return (await readFile(file, 'utf8')).replace(/\r?\n$/, '')
    } catch {
      faults.push(
        environmentFault(`${name}_FILE`, 'unreadable', {
          zh: `${name}_FILE 指向的文件无法读取`,
          en: `the file that ${name}_FILE names cannot be read`,
        }),
      )
      return undefined
    }
  }

  const nameGiven = (name: string) => (env[`${name}_FILE`] ? `${name}_FILE` : name)
  const found: FromEnvironment[] = []
  for (const [name, valueOf] of Object.entries(aliases)) {
    const text = await textOf(name)
    if (text === undefined) continue
    for (const { path, value } of leavesOf(valueOf(text)))
      found.push({ name: nameGiven(name), path, value, places: nodesAt(outline, path) })
  }
  for (const { name, path, nodes } of variables.values()) {
    const text = await textOf(name)
    if (text !== undefined)
      found.push({ name: nameGiven(name), path, value: valueFrom(text, nodes), places: nodes })
  }
  const names = [...variables.keys()]
  for (const name of Object.keys(env)) {
    if (!name.startsWith(`${prefix}_`) || variables.has(name.replace(/_FILE$/, '')) || variables.has(name))
      continue
    faults.push(unknownName(name, name, names))
  }
  return found
}

/** Of one setting, the others in its section stay as the file says. */
const leavesOf = (value: unknown, path: string[] = []): { path: string[]; value: unknown }[] =>
  isObject(value)
    ? Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]))
    : [{ path, value }]

const environmentFault = (path: string, code: string, message: SettingFault['message']): SettingFault => ({
  path,
  code,
  message,
  allowed: { zh: '其中之一', en: 'one of the two, with a file that may be read' },
})

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Sets a value below objects, which are made where they are missing. */
function put(target: Record<string, unknown>, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    target[key] = value
    return
  }
  const inner = target[key]
  const next = isObject(inner) ? { ...inner } : {}
  target[key] = next
  put(next, rest, value)
}
