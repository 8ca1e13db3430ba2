/** What a header may be called and may say, so that a request is never refused for it, or split in two. */
import * as z from 'zod/mini'

export const HeaderName = z.string().check(
  z.regex(/^[\w!#$%&'*+.^`|~-]+$/, {
    error: '请求头的名称，如 Authorization / the name of a header, e.g. Authorization',
  }),
)

export const HeaderText = z
  .string()
  .check(z.regex(/^[^\p{Cc}]*$/u, { error: '没有换行的文本 / a text without line breaks' }))
