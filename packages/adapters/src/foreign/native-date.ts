/** Moments as foreign systems write them: a pattern in the system's own time, or a number since 1970. */

const parts = { yyyy: 4, MM: 2, dd: 2, HH: 2, mm: 2, ss: 2, SSS: 3 } as const
type Part = keyof typeof parts
const isPart = (text: string): text is Part => Object.keys(parts).includes(text)
const tokens = /yyyy|MM|dd|HH|mm|ss|SSS/g

/** Named ways beside patterns. */
export const namedDates = ['iso', 'milliseconds', 'seconds'] as const

/** A pattern tells at least the day. */
export const isDatePattern = (pattern: string): boolean =>
  namedDates.some((it) => it === pattern) || ['yyyy', 'MM', 'dd'].every((part) => pattern.includes(part))

/** Minutes east of UTC, of e.g. `+08:00`. */
const minutesOf = (zone: string): number => {
  const [hours = 0, minutes = 0] = zone.slice(1).split(':').map(Number)
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

/** The moment in UTC, with milliseconds; undefined where the text is none. */
export function readDate(native: unknown, pattern: string, zone: string): string | undefined {
  const ms = msOf(native, pattern, zone)
  return ms === undefined || Number.isNaN(ms) || Math.abs(ms) > 8.64e15
    ? undefined
    : new Date(ms).toISOString()
}

function msOf(native: unknown, pattern: string, zone: string): number | undefined {
  if (pattern === 'milliseconds' || pattern === 'seconds') {
    const number = typeof native === 'string' && native.trim() !== '' ? Number(native) : native
    if (typeof number !== 'number') return undefined
    return pattern === 'seconds' ? number * 1000 : number
  }
  if (typeof native !== 'string') return undefined
  if (pattern === 'iso') return Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/.test(native) ? native : native + zone)
  const found: Partial<Record<Part, string>> = {}
  const names: Part[] = []
  const source = escaped(pattern).replace(tokens, (name) => {
    if (!isPart(name)) return name
    names.push(name)
    return `(\\d{${parts[name]}})`
  })
  const match = new RegExp(`^${source}$`).exec(native.trim())
  if (match === null) return undefined
  names.forEach((name, index) => (found[name] = match[index + 1] ?? ''))
  const { yyyy, MM, dd, HH = '00', mm = '00', ss = '00', SSS = '000' } = found
  const text = `${yyyy}-${MM}-${dd}T${HH}:${mm}:${ss}.${SSS}Z`
  const ms = Date.parse(text)
  // 31 February parses in some engines, as another day.
  if (Number.isNaN(ms) || new Date(ms).toISOString() !== text) return undefined
  return ms - minutesOf(zone) * 60_000
}

/** What the pattern does not tell is cut. */
export function writeDate(instant: string, pattern: string, zone: string): string | number {
  const ms = Date.parse(instant)
  if (pattern === 'milliseconds') return ms
  if (pattern === 'seconds') return Math.floor(ms / 1000)
  if (pattern === 'iso') return instant
  const local = new Date(ms + minutesOf(zone) * 60_000).toISOString()
  const values: Record<Part, string> = {
    yyyy: local.slice(0, 4),
    MM: local.slice(5, 7),
    dd: local.slice(8, 10),
    HH: local.slice(11, 13),
    mm: local.slice(14, 16),
    ss: local.slice(17, 19),
    SSS: local.slice(20, 23),
  }
  return pattern.replace(tokens, (name) => (isPart(name) ? values[name] : name))
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
