/** A description that asks for a token, a secret or a plane, and a page that gives none: found at once, not at the first 401. */
import type { Sentence } from '@chuishao/core/ticket'
import type { PortalDescription } from './description.ts'
import type { MappedGatewayOptions } from './mapped-gateway.ts'

export class MissingOptionError extends Error {
  override readonly name = 'MissingOptionError'
  readonly code = 'missingOption'
  /** `token`, `secret` or `plane`. */
  readonly option: string
  readonly sentence: Sentence
  constructor(option: string, sentence: Sentence) {
    super(`${sentence.zh} / ${sentence.en}`)
    this.option = option
    this.sentence = sentence
  }
}

export function missingOption(
  { auth, ticket }: Pick<PortalDescription, 'auth' | 'ticket'>,
  { token, secret, plane }: Pick<MappedGatewayOptions, 'token' | 'secret' | 'plane'>,
): MissingOptionError | undefined {
  if (auth !== undefined && token === undefined)
    return new MissingOptionError('token', {
      zh: '接口描述的 auth 要求凭据，却没有给出 token：mappedGateway(描述, { token: () => … })；靠 cookie 时删去 auth。',
      en: 'auth in the description asks for a token, and there is no option token: mappedGateway(description, { token: () => … }); no auth where the browser sends a cookie.',
    })
  if (auth?.sign !== undefined && secret === undefined)
    return new MissingOptionError('secret', {
      zh: '接口描述的 auth.sign 要求签名，却没有给出 secret：mappedGateway(描述, { secret: () => … })。',
      en: 'auth.sign in the description asks for signed requests, and there is no option secret: mappedGateway(description, { secret: () => … }).',
    })
  if (ticket.projection?.plane === 'own' && plane === undefined)
    return new MissingOptionError('plane', {
      zh: '接口描述的 projection 是 own，却没有给出换算函数 plane：mappedGateway(描述, { plane: { toPlane, fromPlane } })。',
      en: 'projection in the description is "own", and there is no option plane: mappedGateway(description, { plane: { toPlane, fromPlane } }).',
    })
  return undefined
}
