/** What a list may be asked for. */
import { Code, Line, Status, warnings } from '@chuishao/core/ticket'
import * as z from 'zod/mini'

/** Digits only: `Number` would read `1e2` and `0x10` too. */
export const PageSize = z.pipe(
  z.pipe(z.string().check(z.regex(/^\d{1,9}$/)), z.transform(Number)),
  z.int().check(z.minimum(1), z.maximum(200)),
)
export const PageCursor = z.string().check(z.minLength(1), z.maxLength(1000))
const oneOrMany = z.transform((value) => (Array.isArray(value) ? value : [value]))

/** What no text column keeps: control characters, and halves of surrogate pairs. */
const isStorable = z.refine<string>((text) => !/[\p{Cc}\p{Cs}]/u.test(text), {
  error: '含有无法查找的字符 / has characters that cannot be searched for',
})
/** A pasted line end or tab is a blank to the person who searches. */
const SearchText = z.string().check(
  z.maxLength(200),
  z.overwrite((text) => text.replaceAll(/\s+/g, ' ').trim()),
  isStorable,
)

export const ListParameters = z.strictObject({
  statuses: z.exactOptional(z.pipe(oneOrMany, z.array(Status).check(z.maxLength(20)))),
  leadUnitId: z.exactOptional(Code),
  communityId: z.exactOptional(Code),
  category: z.exactOptional(Line.check(isStorable)),
  matterCode: z.exactOptional(Code),
  warning: z.exactOptional(z.enum(warnings)),
  text: z.exactOptional(SearchText),
  order: z.exactOptional(z.enum(['updated', 'due'])),
  limit: z.exactOptional(PageSize),
  cursor: z.exactOptional(PageCursor),
})

export const CityWideListParameters = z.strictObject({
  tenantId: z.exactOptional(Code),
  ...z.pick(ListParameters, {
    statuses: true,
    category: true,
    matterCode: true,
    warning: true,
    order: true,
    limit: true,
    cursor: true,
  }).shape,
})
