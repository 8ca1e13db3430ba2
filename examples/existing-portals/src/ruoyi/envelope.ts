/**
 * How a RuoYi backend wraps what it says. Source: RuoYi-Vue (MIT), `AjaxResult`, `TableDataInfo` and `HttpStatus`:
 * the HTTP status is 200 whatever happened, `code` tells: 200 done, 401 not signed in, 403 not allowed, 500 refused
 * with the reason in `msg`. Lists answer `rows` and `total` beside `code`, a login answers `token` beside it.
 */
import type * as z from 'zod'

export const done = (more: object = {}): Response => Response.json({ msg: '操作成功', code: 200, ...more })

export const table = (rows: object[], total: number): Response =>
  Response.json({ total, rows, code: 200, msg: '查询成功' })

/** What stops a request; the portal answers it in its envelope. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly code: 401 | 403 | 404 | 500
  constructor(code: 401 | 403 | 404 | 500, message: string) {
    super(message)
    this.code = code
  }
}

export const refusal = ({ code, message }: Refused): Response => Response.json({ msg: message, code })

/** The JSON body of a request; what does not fit is refused as bean validation would. */
export async function bodyOf<T>(schema: z.ZodType<T>, request: Request): Promise<T> {
  const text = await request.text()
  const parsed = schema.safeParse(readJson(text))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new Refused(500, `参数不正确：${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`)
}

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
