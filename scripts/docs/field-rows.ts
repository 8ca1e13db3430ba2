/** The fields of a schema as rows: path, whether it must be there, and what may stand in it. */
import {
  Code,
  Instant,
  Line,
  LongText,
  RegionCode,
  Sha256,
  Text,
  Uuid,
  type Sentence,
} from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { code } from './markdown.ts'

export interface FieldRow {
  /** Names joined by dots; `[]` is any item of a list. */
  path: string
  required: boolean
  value: Sentence
}

type Schema = z.core.$ZodType

const named = new Map<Schema, Sentence>([
  [Uuid, { zh: 'UUID', en: 'UUID' }],
  [Instant, { zh: '时刻', en: 'moment' }],
  [Sha256, { zh: '摘要', en: 'digest' }],
  [RegionCode, { zh: '行政区划代码', en: 'region code' }],
  [Code, { zh: '编号', en: 'identifier' }],
  [Line, { zh: '一行', en: 'line' }],
  [Text, { zh: '文字', en: 'text' }],
  [LongText, { zh: '长文字', en: 'long text' }],
])

/** What the short names of values mean; said once on a page. */
export const valueLegend: Sentence = {
  en: `An _identifier_ has up to 64 letters, digits and \`. _ : -\`; a _line_ up to 200 characters, a _text_ up to 2,000, a
_long text_ up to 4,000; a _moment_ is in UTC like \`2026-03-02T01:30:00.000Z\`; a _digest_ is a SHA-256 in 64 lower-case hexadecimal digits; a
_region code_ has six digits (GB/T 2260).`,
  zh: `“编号”：最多 64 个字母、数字和 \`. _ : -\`；“一行”：最多 200 字；“文字”：最多 2000 字，“长文字”：最多 4000 字；“时刻”：UTC，如 \`2026-03-02T01:30:00.000Z\`；“摘要”：SHA-256，64 位小写十六进制；“行政区划代码”：六位（GB/T 2260）。`,
}

/** Rows of an object schema, nested objects flattened; what is in `opaque` is only named. */
export function fieldRows(schema: Schema, opaque: ReadonlyMap<Schema, string> = new Map()): FieldRow[] {
  return rowsOf(schema, '', opaque)
}

function rowsOf(schema: Schema, prefix: string, opaque: ReadonlyMap<Schema, string>): FieldRow[] {
  const { inner } = unwrapped(schema)
  if (!(inner instanceof z.ZodMiniObject)) return []
  return Object.entries<Schema>(inner.shape).flatMap(([name, field]) => {
    const path = `${prefix}${name}`
    const { inner: value, required } = unwrapped(field)
    const item = value instanceof z.ZodMiniArray ? unwrapped(value._zod.def.element).inner : undefined
    const nested = opaque.has(item ?? value)
      ? []
      : rowsOf(item ?? value, `${path}${item ? '[]' : ''}.`, opaque)
    return [{ path, required, value: valueOf(value, opaque) }, ...nested]
  })
}

function unwrapped(schema: Schema): { inner: Schema; required: boolean } {
  if (schema instanceof z.ZodMiniOptional || schema instanceof z.ZodMiniDefault)
    return { inner: unwrapped(schema._zod.def.innerType).inner, required: false }
  return { inner: schema, required: true }
}

const choice = (values: readonly string[]): Sentence => {
  const text = values.map(code).join(' · ')
  return { zh: text, en: text }
}

function valueOf(schema: Schema, opaque: ReadonlyMap<Schema, string>): Sentence {
  const name = opaque.get(schema)
  if (name !== undefined) return { zh: name, en: name }
  const known = named.get(schema)
  if (known) return known
  if (schema instanceof z.ZodMiniEnum) return choice(Object.values(schema._zod.def.entries).map(String))
  if (schema instanceof z.ZodMiniLiteral)
    return choice(schema._zod.def.values.map((it) => (it === '' ? '""' : String(it))))
  if (schema instanceof z.ZodMiniBoolean) return { zh: '是或否', en: 'true or false' }
  if (schema instanceof z.ZodMiniNumber) return numberOf(schema)
  if (schema instanceof z.ZodMiniArray) return listOf(schema, opaque)
  if (schema instanceof z.ZodMiniRecord) return recordOf(schema, opaque)
  if (schema instanceof z.ZodMiniString) return stringOf(schema)
  if (schema instanceof z.ZodMiniObject) return { zh: '对象', en: 'object' }
  if (schema instanceof z.ZodMiniUnion) return unionOf(schema, opaque)
  return { zh: '值', en: 'value' }
}

function unionOf(schema: z.ZodMiniUnion, opaque: ReadonlyMap<Schema, string>): Sentence {
  const options = schema._zod.def.options.map((it) => valueOf(it, opaque))
  return {
    zh: [...new Set(options.map(({ zh }) => zh))].join('，或'),
    en: [...new Set(options.map(({ en }) => en))].join(', or '),
  }
}

function listOf(schema: z.ZodMiniArray, opaque: ReadonlyMap<Schema, string>): Sentence {
  const { maxItems } = z.toJSONSchema(schema)
  const element = schema._zod.def.element
  const item = valueOf(element, opaque)
  const [zh, en] = maxItems === undefined ? ['', ''] : [`，最多 ${maxItems} 项`, `, up to ${maxItems}`]
  return element instanceof z.ZodMiniObject && !opaque.has(element)
    ? { zh: `列表${zh}`, en: `list${en}` }
    : { zh: `列表${zh}：${item.zh}`, en: `list${en}: ${item.en}` }
}

function recordOf(schema: z.ZodMiniRecord, opaque: ReadonlyMap<Schema, string>): Sentence {
  const { keyType, valueType } = schema._zod.def
  const [key, value] = [valueOf(keyType, opaque), valueOf(valueType, opaque)]
  return { zh: `${key.zh} → ${value.zh}`, en: `${key.en} → ${value.en}` }
}

function numberOf(schema: z.ZodMiniNumber): Sentence {
  const { type, minimum, exclusiveMinimum, maximum } = z.toJSONSchema(schema)
  const whole = type === 'integer'
  const low = minimum ?? (typeof exclusiveMinimum === 'number' && whole ? exclusiveMinimum + 1 : undefined)
  const isUsed = (bound: number | undefined): bound is number =>
    bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER
  const range = isUsed(low) && isUsed(maximum) ? ` ${low} … ${maximum}` : isUsed(low) ? ` ≥ ${low}` : ''
  return whole
    ? { zh: `整数${range}`, en: `whole number${range}` }
    : { zh: `数${range}`, en: `number${range}` }
}

function stringOf(schema: z.ZodMiniString): Sentence {
  const { pattern, const: fixed } = z.toJSONSchema(schema)
  if (fixed !== undefined) return choice([String(fixed)])
  return pattern === undefined
    ? { zh: '文字', en: 'text' }
    : { zh: `文字，形如 ${code(pattern)}`, en: `text like ${code(pattern)}` }
}
