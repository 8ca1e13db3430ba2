/** One way to write a text, character for character, so that positions stay what they are. */
import { simplified } from './traditional.ts'

const spaces =
  /[\t\v\f\r\u00a0\u00ad\u180e\u2000-\u200f\u2028\u2029\u202a-\u202f\u2060\u2066-\u2069\u3000\ufeff]/g

/** Half-width signs, plain spaces, simplified characters; as long as it was. */
export const plainOf = (text: string): string =>
  simplified(
    text
      .replaceAll(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
      .replaceAll(spaces, ' '),
  )
