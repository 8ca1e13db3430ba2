/** What a server refused, and answers that are no GeoReport, in words for the person. */
import { GatewayError } from '@chuishao/core/service'
import type { Sentence } from '@chuishao/core/ticket'
import { failureOf } from '../../http/failures.ts'
import type { ServiceError } from '../protocol/records.ts'

/** The server understood the request and did not do it. */
export interface Refusal {
  /** Of HTTP. */
  status: number
  errors: ServiceError[]
  url: string
}

/** The server's own words, joined; undefined where it said none. */
export const saidIn = ({ errors }: Refusal): string | undefined => {
  const words = errors.flatMap(({ description }) => description ?? []).join('; ')
  return words === '' ? undefined : words.slice(0, 500)
}

/** The refusal as a sentence: the server speaks one language, whoever reads. */
export const serverSays = (said: string): Sentence => ({
  zh: `对方系统答复：${said}`,
  en: `The other system says: ${said}`,
})

/** The refusal as a failure of the way. */
export function failureFrom(refusal: Refusal): GatewayError {
  const { code, sentence } = failureOf(refusal.status, undefined)
  const said = saidIn(refusal)
  return new GatewayError(code, said === undefined ? sentence : serverSays(said), { cause: refusal })
}

/** Also where a server answers 400 for it, as some do. */
export const isNotFound = (refusal: Refusal): boolean =>
  refusal.status === 404 ||
  refusal.status === 410 ||
  (refusal.status === 400 && /not[ _-]?found|no such|does not exist|unknown/i.test(saidIn(refusal) ?? ''))

/** An answer that nobody can read as GeoReport: names the address and the reason. */
export const notGeoReport = (url: string, cause: Error): GatewayError =>
  new GatewayError(
    'server',
    {
      zh: `对方系统的回答不是 Open311 GeoReport 数据（${withoutQuery(url)}）。`,
      en: `The answer at ${withoutQuery(url)} is no Open311 GeoReport data: ${cause.message}.`,
    },
    { cause },
  )

/** A query may hold a key. */
const withoutQuery = (url: string) => url.replace(/\?.*$/, '')
