/** Verifies one token, also where a provider's keys have no names and several could have signed it. */
import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey, type JWTVerifyOptions } from 'jose'
import { IdentityUnavailableError } from '../identity/unavailable.ts'

/** The claims; throws jose's errors, and `IdentityUnavailableError` where the keys cannot be had. */
export const verifyToken = async (
  token: string,
  keyOf: JWTVerifyGetKey,
  options: JWTVerifyOptions,
): Promise<JWTPayload> => {
  try {
    return (await jwtVerify(token, told(keyOf), options)).payload
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error
    for await (const key of error) {
      try {
        return (await jwtVerify(token, key, options)).payload
      } catch (wrong) {
        if (!(wrong instanceof errors.JWSSignatureVerificationFailed)) throw wrong
      }
    }
    throw new errors.JWSSignatureVerificationFailed()
  }
}

/** What goes wrong on the way to a key is the provider's fault, unless the token asks for a key that there is not. */
const told =
  (keyOf: JWTVerifyGetKey): JWTVerifyGetKey =>
  async (header, token) => {
    try {
      return await keyOf(header, token)
    } catch (error) {
      if (error instanceof IdentityUnavailableError || isAboutToken(error)) throw error
      throw new IdentityUnavailableError('its key set cannot be used', { cause: error })
    }
  }

const isAboutToken = (error: unknown) =>
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys ||
  error instanceof errors.JOSENotSupported
