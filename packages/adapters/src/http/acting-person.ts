/** How a client says who of a shared account's people acts. Both ends of the wire read this file. */

/** A person's id, percent-encoded: an id may have letters that no header carries. */
export const actingPersonHeader = 'Chuishao-Acting-Person'

/** The id that a request names; undefined where it names none. */
export const readActingPerson = (headers: Headers): string | undefined => {
  const value = headers.get(actingPersonHeader)
  if (value === null || value === '') return undefined
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
