/** Reads a portal's description: every fault in one report, with what is allowed instead. */
import * as z from 'zod/mini'
import { allowedAt, namesWithin, shapesAt } from './allowed-instead.ts'
import { isObject } from './at-path.ts'
import { crossFaults } from './cross-checks/index.ts'
import { PortalDescription } from './description.ts'
import type { DescriptionFault } from './description-fault.ts'

export type ReadDescription =
  { ok: true; description: PortalDescription } | { ok: false; faults: DescriptionFault[] }

/**
 * `input` is what a JSON file says.
 *
 * @example
 * const read = readDescription(JSON.parse(text))
 * if (!read.ok) for (const fault of read.faults) console.error(descriptionFaultText(fault))
 */
export function readDescription(input: unknown): ReadDescription {
  const parsed = z.safeParse(PortalDescription, input)
  const shape = (parsed.error?.issues ?? []).flatMap((issue) => faultsOf(issue, input))
  const faults = [...shape, ...crossFaults(input)]
  return parsed.success && faults.length === 0
    ? { ok: true, description: parsed.data }
    : { ok: false, faults: withoutRepeated(faults) }
}

/** One place, one fault: what is missing is not also wrong. */
const withoutRepeated = (faults: DescriptionFault[]) =>
  faults.filter(
    (it, index) => faults.findIndex(({ path, code }) => path === it.path && code === it.code) === index,
  )

function faultsOf(issue: z.core.$ZodIssue, input: unknown, base: PropertyKey[] = []): DescriptionFault[] {
  const keys = [...base, ...issue.path]
  const path = keys.map(String).join('.')
  if (issue.code === 'invalid_union') return unionFaults(issue, input, keys)
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => {
      const at = path === '' ? key : `${path}.${key}`
      const message = { zh: `不认识的项 ${at}`, en: `${at} is unknown` }
      return {
        path: at,
        code: 'unknownKey',
        message,
        allowed: namesWithin(path),
      }
    })
  const value = valueIn(input, keys)
  const allowed = allowedAt(path, issue, value)
  if (value === undefined) {
    const message = { zh: `缺少 ${path}`, en: `${path === '' ? 'the description' : path} is missing` }
    return [{ path, code: 'missing', message, allowed }]
  }
  return [{ path, code: 'invalid', message: notAllowed(path, value), allowed }]
}

/** By its keys: some of ours have a dot in them. */
const valueIn = (input: unknown, keys: PropertyKey[]): unknown =>
  keys.reduce(
    (found, key) => (typeof found === 'object' && found !== null ? Reflect.get(found, key) : undefined),
    input,
  )

/** Shows what stands there: a person looks for it in the file. */
const notAllowed = (path: string, value: unknown): DescriptionFault['message'] => {
  const shown = shortened(JSON.stringify(value) ?? String(value))
  return {
    zh: `${path === '' ? '整个描述' : '这里'}不能是 ${shown}`,
    en: `${path === '' ? 'the description' : 'it'} cannot be ${shown}`,
  }
}

const shortened = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

/** Of several shapes the one that was meant: with the fewest faults. */
function unionFaults(
  issue: z.core.$ZodIssueInvalidUnion,
  input: unknown,
  keys: PropertyKey[],
): DescriptionFault[] {
  const path = keys.map(String).join('.')
  const value = valueIn(input, keys)
  const options = issue.errors.filter(
    (issues) => !issues.some((it) => it.path.length === 0 && it.code === 'invalid_type'),
  )
  if (isObject(value) || Array.isArray(value)) {
    const [meant] = [...options].sort((a, b) => weight(a) - weight(b))
    if (meant) return meant.flatMap((it) => faultsOf(it, input, keys))
  }
  if (value === undefined) {
    const message = { zh: `缺少 ${path}`, en: `${path} is missing` }
    return [{ path, code: 'missing', message, allowed: shapesAt(path, issue) }]
  }
  const [first] = options.flat()
  const allowed = first ? allowedAt(path, first, value) : shapesAt(path, issue)
  return [{ path, code: 'invalid', message: notAllowed(path, value), allowed }]
}

/** A key that is foreign to a shape says that another shape was meant. */
const weight = (issues: readonly z.core.$ZodIssue[]) =>
  issues.reduce((sum, it) => sum + (it.code === 'unrecognized_keys' ? 10 * it.keys.length : 1), 0)
