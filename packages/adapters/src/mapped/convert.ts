/** One value between the portal and us, in both directions, by its kind and its conversion. */
import type { AttachmentRef } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { valueAt, putAt, type JsonObject } from './at-path.ts'
import type { Codes, Conversion, Field, NativeValue, PortalDescription } from './description.ts'
import { readDate, writeDate } from '../foreign/native-date.ts'
import { kinds, type Kind } from './our-fields.ts'

/** A field as it is used: where, of which kind, and how it is written. */
export interface Place {
  /** Several paths for one text of ours, joined by `-`. */
  at?: string | string[]
  kind: Kind
  as?: Conversion
  zone: string
  readOnly: boolean
}

/** The names by which a portal mentions photos; only whoever uploaded or saw one knows its address. */
export interface PhotoNames {
  refOf: (address: string) => AttachmentRef
  addressOf: (ref: AttachmentRef) => string | undefined
}

/** A value of ours that the portal cannot be told, or one of theirs that we cannot understand. Says it in both languages. */
export class UnfitValue extends Error {
  override readonly name = 'UnfitValue'
  /** Which value of ours, where it is known. */
  readonly field: string
  constructor(why: string, field = '') {
    super(why)
    this.field = field
  }
}

export const placeOf = (
  field: Field | undefined,
  kind: Kind,
  { values, zone = '+08:00' }: Pick<PortalDescription, 'values' | 'zone'>,
): Place => {
  const {
    at,
    as,
    readOnly = false,
  } = typeof field === 'object' && !Array.isArray(field) ? field : { at: field }
  const conversion = as ?? values?.[kind] ?? values?.[singular[kind] ?? kind]
  return { kind, zone, readOnly, ...(at !== undefined && { at }), ...(conversion && { as: conversion }) }
}

/** What stands between the parts of a text of ours that lies in several places there. */
const joint = '-'

/** The parts of ours, counted from 1: `{matterCode.2}`. Undefined where it has no so many. */
export const partOf = (value: string, number: number): string | undefined => value.split(joint)[number - 1]

/** Where it lies, for messages. */
export const placeName = ({ at }: Pick<Place, 'at'>): string | undefined =>
  Array.isArray(at) ? at.join(', ') : at

/** A list of units is written unit by unit, who is responsible as a unit, and a description as a text. */
const singular: Partial<Record<Kind, Kind>> = {
  units: 'unit',
  responsible: 'unit',
  commands: 'command',
  description: 'text',
}

const isList = (kind: Kind) => ['units', 'commands', 'tags', 'photos', 'role'].includes(kind)

/** Ours; undefined where the record says nothing there. Throws `UnfitValue`. */
export function readValue(record: unknown, place: Place, photos: PhotoNames): unknown {
  const { as, at, kind } = place
  if (as && 'constant' in as) return checked(as.constant, kind)
  if (at === undefined) return undefined
  const native = Array.isArray(at) ? joined(record, at) : valueAt(record, at)
  if (native === undefined || native === null || native === '') return undefined
  if (!isList(kind)) return one(native, place, photos)
  const items = itemsOf(native, as).flatMap((item) => one(item, place, photos) ?? [])
  return kind === 'role' && items.length === 0 ? undefined : checked(items, kind)
}

/** Undefined where all parts are absent. */
function joined(record: unknown, paths: string[]): string | undefined {
  const parts = paths.map((path) => valueAt(record, path) ?? '')
  if (parts.every((part) => part === '')) return undefined
  return parts.includes('') ? unfit('只有一部分 / is there only in part') : parts.join(joint)
}

function itemsOf(native: unknown, as: Conversion | undefined): unknown[] {
  if (Array.isArray(native) && as && 'each' in as)
    return native.filter((it) => isOneOf(it, as.only)).map((it) => valueAt(it, as.each))
  if (Array.isArray(native)) return native
  if (typeof native !== 'string') return [native]
  const mark = as && 'join' in as ? as.join : ','
  return native
    .split(mark)
    .map((it) => it.trim())
    .filter((it) => it !== '')
}

const isOneOf = (item: unknown, only: Record<string, NativeValue> = {}) =>
  Object.entries(only).every(([path, wanted]) => String(valueAt(item, path)) === String(wanted))

function one(native: unknown, { kind, as, zone }: Place, photos: PhotoNames): unknown {
  if (kind === 'photos' || kind === 'photo') {
    if (typeof native !== 'string' && typeof native !== 'number')
      return unfit('不是照片的名称 / is not the name of a photo')
    return photos.refOf(String(native))
  }
  if (kind === 'responsible' && String(native).startsWith('duty:')) return native
  if (as && 'codes' in as) return readCode(native, as, kind)
  if (as && 'date' in as)
    return readDate(native, as.date, as.zone ?? zone) ?? unfit('不是时间 / is not a moment')
  if (kind === 'date') return readDate(native, 'iso', zone) ?? unfit('不是时间 / is not a moment')
  if (as && 'template' in as) {
    const [before = '', after = ''] = as.template.split('{value}')
    const text = String(native)
    const fits = text.startsWith(before) && text.endsWith(after)
    return fits
      ? checked(text.slice(before.length, text.length - after.length), kind)
      : unfit('写法不同 / is written otherwise')
  }
  const numeric = kinds[kind] instanceof z.ZodMiniNumber
  if (numeric) {
    const number = typeof native === 'string' ? Number(native) : native
    return checked(
      as && 'number' in as && typeof number === 'number' ? number / (as.times ?? 1) : number,
      kind,
    )
  }
  if (kind === 'boolean') return checked(native, kind)
  if (typeof native !== 'string' && typeof native !== 'number')
    throw new UnfitValue('既不是文本也不是数字 / is neither text nor number')
  return isList(kind) ? String(native) : checked(String(native), kind)
}

function readCode(native: unknown, { codes, others = 'fail' }: Codes, kind: Kind): unknown {
  const found = Object.entries(codes).find(([, theirs]) =>
    listOf(theirs).some((it) => String(it) === String(native)),
  )
  if (found === undefined)
    return others === 'absent' || isList(kind) ? undefined : unfit(notInTable(native, kind))
  return isList(kind) ? found[0] : checked(typed(found[0], kind), kind)
}

/** A state is named: it is what somebody has to add. Other values may be of persons. */
const notInTable = (native: unknown, kind: Kind): string => {
  const named = kind === 'status' ? String(native) : ''
  return `${named && `“${named}”`}不在代码表中 / ${named && `"${named}" `}is not in the table of codes`
}

/** Keys of JSON are texts. */
const typed = (text: string, kind: Kind): unknown => {
  if (kind === 'boolean') return text === 'true'
  return kinds[kind] instanceof z.ZodMiniNumber ? Number(text) : text
}

function unfit(why: string): never {
  throw new UnfitValue(why)
}

function checked(value: unknown, kind: Kind): unknown {
  const parsed = z.safeParse(kinds[kind], value)
  return parsed.success ? parsed.data : unfit(parsed.error.issues.map(({ message }) => message).join('; '))
}

/** Writes ours into a record, where it lies there. Throws `UnfitValue`. */
export function putValue(record: JsonObject, value: unknown, place: Place, photos: PhotoNames): void {
  const { at } = place
  const written = writeValue(value, place, photos)
  if (written === undefined || at === undefined) return
  if (!Array.isArray(at)) return putAt(record, at, written)
  const parts = String(written).split(joint)
  if (parts.length !== at.length) unfit(`不是由 ${at.length} 段组成 / has not ${at.length} parts`)
  at.forEach((path, index) => putAt(record, path, parts[index]))
}

/** Theirs. Throws `UnfitValue` where the portal has no word for it. */
export function writeValue(value: unknown, place: Place, photos: PhotoNames): unknown {
  const { as, kind } = place
  if (as && 'constant' in as)
    return String(as.constant) === String(value)
      ? undefined
      : unfit(`在那边总是 ${as.constant} / is always ${as.constant} there`)
  if (!isList(kind)) return written(value, place, photos)
  const items = (Array.isArray(value) ? value : [value]).map((item) => written(item, place, photos))
  if (as && 'each' in as) {
    const { each, only = {} } = as
    return items.map((item) => {
      const object: JsonObject = {}
      for (const [path, value] of [...Object.entries(only), [each, item] as const]) putAt(object, path, value)
      return object
    })
  }
  return as && 'join' in as ? items.join(as.join) : items
}

function written(value: unknown, { as, kind, zone }: Place, photos: PhotoNames): unknown {
  if (kind === 'photos' || kind === 'photo')
    return (
      (isRef(value) ? photos.addressOf(value) : undefined) ??
      unfit('照片不存在 / is a photo that is not there')
    )
  if (as && 'codes' in as) return writeCode(String(value), as)
  if (kind === 'date')
    return typeof value === 'string'
      ? writeDate(value, as && 'date' in as ? as.date : 'iso', zoneOf(as, zone))
      : value
  if (as && 'template' in as) return as.template.replace('{value}', () => String(value))
  if (as && 'maxLength' in as && typeof value === 'string' && value.length > as.maxLength)
    return unfit(`超过 ${as.maxLength} 个字符 / has more than ${as.maxLength} characters`)
  if (as && 'number' in as) {
    const number = Number(value) * (as.times ?? 1)
    if (as.number === 'text') return String(number)
    // A code that is no number is none of the portal's.
    return Number.isNaN(number) ? unfit('不是数字 / is not a number') : number
  }
  return value
}

const zoneOf = (as: Conversion | undefined, zone: string) => (as && 'date' in as ? (as.zone ?? zone) : zone)

const isRef = (value: unknown): value is AttachmentRef => z.safeParse(kinds.photo, value).success

function writeCode(value: string, { codes, writtenAs = {} }: Codes): NativeValue {
  const theirs = own(codes, value) ?? own(codes, own(writtenAs, value) ?? '')
  const [first] = theirs === undefined ? [] : listOf(theirs)
  return first ?? unfit('不在代码表中 / is not in the table of codes')
}

/** `constructor` is in no table. */
const own = <T>(table: Record<string, T>, name: string): T | undefined =>
  Object.prototype.hasOwnProperty.call(table, name) ? table[name] : undefined

export const listOf = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value])
