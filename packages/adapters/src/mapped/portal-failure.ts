/** What a portal's refusal means, by the description's table of errors; what is not in it keeps the portal's own words. */
import { GatewayError, type GatewayErrorCode } from '@chuishao/core/service'
import { reasons } from '@chuishao/core/lifecycle'
import { RejectionCode, type Sentence } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { failureOf } from '../http/failures.ts'
import { bothLanguages } from './both-languages.ts'
import type { PortalDescription, PortalError } from './description.ts'

/** The portal understood the request and did not do it. */
export interface Refusal {
  code: string | number
  message?: string
  /** Of HTTP: at 500 and above nobody decided anything. */
  status: number
  url: string
}

type Meaning = PortalError['means']

const meaningsByCode: Record<string, Meaning> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'notFound',
  409: 'conflict',
  413: 'tooLarge',
  415: 'unsupportedType',
}

export interface Understood {
  /** Undefined where the description does not say. */
  means?: Meaning
  sentence?: Sentence
}

export function understand(refusal: Refusal, { errors = [], name }: PortalDescription): Understood {
  const { code, message = '' } = refusal
  const known = errors.find(
    (it) =>
      (it.code === undefined || String(it.code) === String(code)) &&
      (it.message === undefined || message.includes(it.message)),
  )
  const means = known?.means ?? meaningsByCode[code] ?? meaningsByCode[refusal.status]
  const said = message === '' ? undefined : portalSays(name, message)
  const ours = known?.sentence ?? (means === undefined ? undefined : sentenceOf(means))
  const sentence = ours ?? said
  return { ...(means && { means }), ...(sentence && { sentence }) }
}

const portalSays = (name: string, message: string): Sentence => ({
  zh: message,
  en: `${name} says: ${message}`,
})

const sentenceOf = (means: Meaning): Sentence | undefined => {
  const code = rejectionCodeOf(means)
  return code && reasons[code]
}

export const rejectionCodeOf = (means: Meaning | undefined): RejectionCode | undefined =>
  z.safeParse(RejectionCode, means).data

const statusOf: Partial<Record<Meaning, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  tooLarge: 413,
  unsupportedType: 415,
}

/** The refusal as a failure of the way. */
export function failureFrom(refusal: Refusal, description: PortalDescription): GatewayError {
  const { means, sentence } = understand(refusal, description)
  const base = failureOf(statusOf[means ?? 'server'] ?? 500, undefined)
  const code: GatewayErrorCode = base.code
  return new GatewayError(code, sentence ?? base.sentence, { cause: refusal })
}

/** An answer that does not fit the description: names the address and the field. */
export class UnfitAnswer extends GatewayError {
  readonly url: string
  readonly field: string
  readonly why: Sentence
  constructor(name: string, url: string, field: string, why: Sentence, cause: unknown) {
    super(
      'server',
      {
        zh: `${name}的回答与接口说明不符：${url} 中的 ${field}（${why.zh}）。`,
        en: `An answer of ${name} does not fit its description: ${field} at ${url} (${why.en}).`,
      },
      cause === undefined ? {} : { cause },
    )
    this.url = url
    this.field = field
    this.why = why
  }
}

export const unfitAnswer = (
  { name }: Pick<PortalDescription, 'name'>,
  url: string,
  field: string,
  why: string,
  cause?: unknown,
): UnfitAnswer => new UnfitAnswer(name, url, field, bothLanguages(why), cause)
