/**
 * How this portal wraps what it says: always HTTP 200, `{ resultInfo: { success, message, data } }`, lists within
 * `listDataSet.listData`. Requests are forms with one field `data` that holds JSON. These shapes are those of eUrbanMIS as
 * public code that calls it shows them; `errorCode`, `totalNum` and their values are invented.
 */
import type * as z from 'zod'

export const done = (data: object = {}): Response =>
  Response.json({ resultInfo: { success: true, message: '操作成功', data } })

export const listed = (rows: object[], totalNum: number): Response =>
  done({ listDataSet: { listData: rows, totalNum } })

export const errorCodes = {
  notSignedIn: 1001,
  badSignature: 1002,
  forbidden: 1003,
  notFound: 2001,
  wrongStage: 2002,
  badInput: 2003,
  badMedia: 2004,
} as const

/** What stops a request; the portal answers it in its envelope. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly error: keyof typeof errorCodes
  constructor(error: keyof typeof errorCodes, message: string) {
    super(message)
    this.error = error
  }
}

export const refusal = ({ error, message }: Refused): Response =>
  Response.json({ resultInfo: { success: false, errorCode: errorCodes[error], message, data: null } })

/** What the form's field `data` says; what does not fit is refused. */
export function dataOf<T>(schema: z.ZodType<T>, form: URLSearchParams): T {
  const parsed = schema.safeParse(readJson(form.get('data') ?? '{}'))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new Refused('badInput', `参数错误：${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`)
}

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Refuses what a step cannot do without. */
export function needed<T>(value: T | null | undefined, message: string): T {
  if (value === undefined || value === null || value === '') throw new Refused('badInput', message)
  return value
}
