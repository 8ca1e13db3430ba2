/** Communities of the city that a text names: by their identifier, their whole name, or as people call them. */
import type { Unit } from '../ticket/unit.ts'
import { plainOf } from './plain.ts'

export interface NamedCommunity {
  unit: Unit
  start: number
  end: number
  /** Called by a short form, which may be a street's or an estate's name as well. */
  doubtful: boolean
}

/** @param plain folded text */
export function communitiesNamed(plain: string, units: readonly Unit[]): NamedCommunity[] {
  const found: NamedCommunity[] = []
  const look = (unit: Unit, name: string, doubtful: boolean) => {
    if (name.length < 2) return
    for (let at = plain.indexOf(name); at >= 0; at = plain.indexOf(name, at + 1)) {
      const end = at + name.length
      if (isWithinWord(plain, at, end, name) || (doubtful && isOther(name, plain.slice(end)))) continue
      if (!found.some((it) => it.start < end && at < it.end)) found.push({ unit, start: at, end, doubtful })
    }
  }
  const communities = units
    .filter(({ type }) => type === 'community')
    .map((unit) => ({ unit, name: plainOf(unit.name) }))
    // 新东街社区 before 东街社区
    .sort((a, b) => b.name.length - a.name.length)
  for (const { unit, name } of communities) look(unit, name, false)
  for (const { unit } of communities) look(unit, unit.id, false)
  for (const { unit, name } of communities) look(unit, shortForm(name), true)
  return found.sort((a, b) => a.start - b.start)
}

const shortForm = (name: string): string => {
  const short = name.replace(/(?:社区居民?委员?会|社区居委会|社区|居委会|村民?委员?会|村委会|嘎查|村)$/u, '')
  return short === name ? '' : short
}

/** A road or an estate of the same name. */
const isOther = (short: string, after: string): boolean =>
  /[路街巷]$/u.test(short) || /^.{0,2}(?:路|大?街|巷|小区|花园|家园|苑|公寓|广场|桥|学|市场)/u.test(after)

/** Identifiers in Latin letters and digits stand alone. */
function isWithinWord(plain: string, start: number, end: number, name: string): boolean {
  if (!/^[\w.:-]+$/u.test(name)) return false
  return /[\w-]/u.test(plain.charAt(start - 1)) || /[\w-]/u.test(plain.charAt(end))
}
