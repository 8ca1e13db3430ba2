/** Salts for personal data, from the platform's own generator: the core has no randomness. */

/** 128 random bits in hexadecimal digits, for `createTicketService({ newSalt })`. */
export const randomSalt = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
