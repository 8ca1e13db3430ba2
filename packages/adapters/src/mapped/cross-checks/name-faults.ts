/** Units, matters and reasons that one part names and another does not know. */
import { isObject, valueAt } from '../at-path.ts'
import type { DescriptionFault } from '../description-fault.ts'
import { entriesAt } from './entries-at.ts'

export function nameFaults(input: unknown): DescriptionFault[] {
  const units = idsAt(input, 'city.units', 'id')
  const matters = idsAt(input, 'city.matters', 'code')
  const reasons = idsAt(input, 'city.policy.returns.reasons', 'code')
  return [
    ...unknownIn(input, 'values.unit.codes', units, { zh: '单位', en: 'unit' }),
    ...unknownIn(input, 'values.matter.codes', matters, { zh: '事项', en: 'matter' }),
    ...unknownIn(input, 'values.reason.codes', reasons, { zh: '退单原因', en: 'reason of a return' }),
    ...unsaidReasons(input, reasons),
    ...unknownResponsible(input, units),
  ]
}

/** Undefined where there is no list of ours. */
function idsAt(input: unknown, path: string, name: string): string[] | undefined {
  const list = valueAt(input, path)
  return Array.isArray(list)
    ? list.flatMap((it) => (isObject(it) && typeof it[name] === 'string' ? [it[name]] : []))
    : undefined
}

interface Named {
  zh: string
  en: string
}

function unknownIn(
  input: unknown,
  path: string,
  known: string[] | undefined,
  what: Named,
): DescriptionFault[] {
  if (known === undefined) return []
  return entriesAt(input, path).flatMap(([name]) =>
    known.includes(name) ? [] : [unknownName(`${path}.${name}`, name, known, what)],
  )
}

const unknownName = (path: string, name: string, known: string[], what: Named): DescriptionFault => ({
  path,
  code: 'unknownValue',
  message: { zh: `没有名为 ${name} 的${what.zh}`, en: `there is no ${what.en} ${name}` },
  allowed: { zh: known.slice(0, 20).join('、'), en: known.slice(0, 20).join(', ') },
})

/** A reason that people may choose, and that could not be sent then. */
function unsaidReasons(input: unknown, reasons: string[] = []): DescriptionFault[] {
  const table = valueAt(input, 'values.reason.codes')
  const instead = valueAt(input, 'values.reason.writtenAs')
  if (!isObject(table)) return []
  const isSaid = (code: string) => code in table || (isObject(instead) && code in instead)
  return reasons
    .filter((code) => !isSaid(code))
    .map((code) => ({
      path: `values.reason.codes.${code}`,
      code: 'missing',
      message: {
        zh: `退单原因 ${code} 可选，却没有对应的代码`,
        en: `the reason ${code} may be chosen, and has no code`,
      },
      allowed: {
        zh: '原平台的代码，或从 city.policy.returns.reasons 中删去',
        en: 'the portal’s code, or no such reason in city.policy.returns.reasons',
      },
    }))
}

/** `duty:NAME` is looked up in the region, and not here. */
function unknownResponsible(input: unknown, units: string[] | undefined): DescriptionFault[] {
  const matters = valueAt(input, 'city.matters')
  if (units === undefined || !Array.isArray(matters)) return []
  return matters.flatMap((matter, index) => {
    const unit = valueAt(matter, 'responsible')
    if (typeof unit !== 'string' || unit.startsWith('duty:') || units.includes(unit)) return []
    return [unknownName(`city.matters.${index}.responsible`, unit, units, { zh: '单位', en: 'unit' })]
  })
}
