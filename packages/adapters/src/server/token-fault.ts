/** What is wrong with a token, in one word for its owner: never more than the token itself says. */
import { errors } from 'jose'

export type TokenFault =
  | 'malformed'
  | 'algorithm'
  | 'unknownKey'
  | 'signature'
  | 'issuer'
  | 'audience'
  | 'tokenType'
  | 'notYetValid'
  | 'claimMissing'

const byClaim: Record<string, TokenFault> = {
  iss: 'issuer',
  aud: 'audience',
  typ: 'tokenType',
  nbf: 'notYetValid',
}

export const tokenFaultOf = (error: unknown): TokenFault => {
  if (error instanceof errors.JWTClaimValidationFailed) return byClaim[error.claim] ?? 'claimMissing'
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported)
    return 'algorithm'
  if (error instanceof errors.JWKSNoMatchingKey) return 'unknownKey'
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature'
  return 'malformed'
}
