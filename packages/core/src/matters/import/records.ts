/** Rows or JSON values become items: each field read, each item held to its schema, each fault told once. */
import type * as z from 'zod/mini'
import { anyCellFault } from './cells.ts'
import type { Columns } from './columns.ts'
import type { TextEncoding } from './encoding.ts'
import { issueAt, type ImportIssue } from './issues.ts'
import { jsonPath, type ImportPlace } from './place.ts'
import { schemaFault } from './schema-fault.ts'
import { readTable } from './table.ts'

/** One item of a file. */
export interface ImportedRecord<T> {
  /** What could be read of its fields, also where the whole is faulty: so that it can be compared with others. */
  fields: Readonly<Record<string, unknown>>
  /** The item, where nothing in it is faulty. */
  value?: T
  place(field: string): ImportPlace
}

export interface Records<T> {
  records: ImportedRecord<T>[]
  issues: ImportIssue[]
}

/** Reads a spreadsheet. */
export function sheetRecords<T>(
  bytes: Uint8Array | string,
  columns: Columns,
  schema: z.ZodMiniType<T>,
  encoding?: TextEncoding,
): Records<T> {
  const table = readTable(bytes, columns, encoding)
  const issues = [...table.issues]
  const records = table.rows.map((row): ImportedRecord<T> => {
    const fields: Record<string, unknown> = {}
    const faulty = new Set<string>()
    for (const [name, { kind }] of Object.entries(columns)) {
      const text = row.cell(name)
      if (text === '') {
        if (kind.whenEmpty !== undefined) fields[name] = kind.whenEmpty
        continue
      }
      const anyFault = anyCellFault(text)
      const read = anyFault ? ({ ok: false, fault: anyFault } as const) : kind.read(text, row.note(name))
      if (read.ok) {
        fields[name] = read.value
        continue
      }
      faulty.add(name)
      issues.push(issueAt(row.place(name), read.fault))
    }
    const parsed = schema.safeParse(fields)
    for (const issue of parsed.error?.issues ?? []) {
      const name = String(issue.path[0] ?? '')
      const column = columns[name]
      if (!column || faulty.has(name) || table.missing.has(name)) continue
      faulty.add(name)
      issues.push(issueAt(row.place(name), schemaFault(issue, row.cell(name), column.kind.allowed)))
    }
    return {
      fields,
      place: (field) => row.place(field),
      ...(parsed.success && faulty.size === 0 && { value: parsed.data }),
    }
  })
  return { records, issues }
}

/** Reads the items of a JSON array that lies at a path. */
export function jsonRecords<T>(
  items: readonly unknown[],
  path: readonly PropertyKey[],
  columns: Columns,
  schema: z.ZodMiniType<T>,
): Records<T> & { unknownKeys: Map<string, { path: string; times: number }> } {
  const issues: ImportIssue[] = []
  const unknownKeys = new Map<string, { path: string; times: number }>()
  const records = items.map((item, index): ImportedRecord<T> => {
    const here = [...path, index]
    const given: Record<string, unknown> = isRecord(item) ? item : {}
    const fields: Record<string, unknown> = {}
    for (const [name, { kind }] of Object.entries(columns)) {
      const value = given[name] ?? kind.whenEmpty
      if (value !== undefined) fields[name] = value
    }
    for (const key of Object.keys(given)) {
      if (Object.hasOwn(columns, key)) continue
      const before = unknownKeys.get(key)
      if (before) before.times += 1
      else unknownKeys.set(key, { path: jsonPath([...here, key]), times: 1 })
    }
    const whole = isRecord(item) ? fields : item
    const parsed = schema.safeParse(whole)
    for (const issue of parsed.error?.issues ?? []) {
      const allowed = columns[String(issue.path[0] ?? '')]?.kind.allowed ?? { zh: '对象', en: 'an object' }
      const place = { in: 'json', path: jsonPath([...here, ...issue.path]) } as const
      issues.push(issueAt(place, schemaFault(issue, valueAt(whole, issue.path), allowed)))
    }
    return {
      fields,
      place: (field) => ({ in: 'json', path: jsonPath([...here, field]) }),
      ...(parsed.success && { value: parsed.data }),
    }
  })
  return { records, issues, unknownKeys }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What lies at a path of a value, undefined where the path leads nowhere. */
function valueAt(value: unknown, [key, ...rest]: readonly PropertyKey[]): unknown {
  if (key === undefined) return value
  if (Array.isArray(value)) return valueAt(value[Number(key)], rest)
  return isRecord(value) ? valueAt(value[String(key)], rest) : undefined
}
