/**
 * What a form remembers until the browser is closed: matters used lately, and the text that somebody has not sent yet.
 *
 * By person, because phones and accounts are shared. Photos, coordinates and residents' data are never kept.
 */

export interface UnsentText {
  matterCode?: string
  description?: string
  address?: string
}

const mostRecent = 4
const recentKey = 'chuishao.recent-matters'
const textKey = (personId: string) => `chuishao.unsent.${personId}`

export function recentMatters(): string[] {
  const stored = read(recentKey)
  return Array.isArray(stored) ? stored.filter((it): it is string => typeof it === 'string') : []
}

export function rememberMatter(code: string): void {
  write(recentKey, [code, ...recentMatters().filter((it) => it !== code)].slice(0, mostRecent))
}

export const unsentText = (personId: string): UnsentText => textFrom(read(textKey(personId)))

/** Of whatever was stored, what is text of the form. */
export function textFrom(stored: unknown): UnsentText {
  if (typeof stored !== 'object' || stored === null) return {}
  const { matterCode, description, address } = stored as Record<string, unknown>
  return {
    ...(typeof matterCode === 'string' && { matterCode }),
    ...(typeof description === 'string' && { description }),
    ...(typeof address === 'string' && { address }),
  }
}

export function rememberText(personId: string, text: UnsentText): void {
  if (Object.values(text).some(Boolean)) write(textKey(personId), text)
  else forgetText(personId)
}

export function forgetText(personId: string): void {
  write(textKey(personId), undefined)
}

// A page may be denied storage altogether: then nothing is remembered.
function read(key: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') as unknown
  } catch {
    return null
  }
}

function write(key: string, value: unknown): void {
  try {
    if (value === undefined) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify(value))
  } catch {
    // See above.
  }
}
