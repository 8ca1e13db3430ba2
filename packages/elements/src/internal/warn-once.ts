/** A wrong value never throws: it is reported once, in the developer's console. */
const said = new Set<string>()

export function warnOnce(message: string): void {
  if (said.has(message)) return
  said.add(message)
  console.warn(`[chuishao] ${message}`)
}
