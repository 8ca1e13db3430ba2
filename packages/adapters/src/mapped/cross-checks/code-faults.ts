/** Tables of codes: ours on the left are ours, and none of theirs stands for two. */
import * as z from 'zod/mini'
import { fieldTables } from '../allowed-instead.ts'
import { valueAt } from '../at-path.ts'
import { listOf } from '../convert.ts'
import { Codes } from '../description.ts'
import type { DescriptionFault } from '../description-fault.ts'
import { choicesOf, kinds, type Kind } from '../our-fields.ts'
import { entriesAt } from './entries-at.ts'

const isKind = (name: string): name is Kind => Object.prototype.hasOwnProperty.call(kinds, name)

export function codeFaults(input: unknown): DescriptionFault[] {
  const shared = entriesAt(input, 'values').flatMap(([name, table]): [string, Kind, unknown][] =>
    isKind(name) ? [[`values.${name}`, name, table]] : [],
  )
  const tables: [string, Kind, unknown][] = [['states', 'status', valueAt(input, 'states')], ...shared]
  for (const [place, fields] of fieldTables) {
    for (const [name, field] of entriesAt(input, place)) {
      const kind = fields[name]
      if (kind !== undefined) tables.push([`${place}.${name}.as`, kind, valueAt(field, 'as')])
    }
  }
  return tables.flatMap(([path, kind, table]) => {
    const codes = z.safeParse(Codes, table)
    return codes.success ? [...unknownCodes(path, kind, codes.data), ...twiceMapped(path, codes.data)] : []
  })
}

function unknownCodes(path: string, kind: Kind, { codes, writtenAs = {} }: Codes): DescriptionFault[] {
  const choices = choicesOf(kind)
  if (choices === undefined) return []
  const allowed = { zh: choices.join('、'), en: choices.join(', ') }
  const known = Object.keys(codes).filter((code) => choices.includes(code))
  const unknown = (at: string, code: string): DescriptionFault[] =>
    choices.includes(code)
      ? []
      : [
          {
            path: at,
            code: 'unknownValue',
            allowed,
            message: {
              zh: `${code} 不是我们的值（左边写我们的，右边写原平台的）`,
              en: `${code} is none of ours (ours stand on the left, theirs on the right)`,
            },
          },
        ]
  return [
    ...Object.keys(codes).flatMap((code) => unknown(`${path}.codes.${code}`, code)),
    ...Object.entries(writtenAs).flatMap(([code, instead]) => [
      ...unknown(`${path}.writtenAs.${code}`, code),
      ...(codes[instead] === undefined
        ? [
            {
              path: `${path}.writtenAs.${code}`,
              code: 'unknownValue' as const,
              message: { zh: `${instead} 不在 codes 中`, en: `${instead} is not among the codes` },
              allowed: { zh: known.join('、'), en: known.join(', ') },
            },
          ]
        : []),
    ]),
  ]
}

function twiceMapped(path: string, { codes }: Codes): DescriptionFault[] {
  const ours = new Map<string, string>()
  return Object.entries(codes).flatMap(([code, theirs]) =>
    listOf(theirs).flatMap((value): DescriptionFault[] => {
      const other = ours.get(String(value))
      ours.set(String(value), code)
      if (other === undefined) return []
      return [
        {
          path: `${path}.codes.${code}`,
          code: 'duplicateValue',
          message: { zh: `“${value}”已经对应 ${other}`, en: `"${value}" stands for ${other} already` },
          allowed: {
            zh: `只对应一个；另一个写进 "writtenAs": { "${code}": "${other}" }`,
            en: `only one of them; the other goes into "writtenAs": { "${code}": "${other}" }`,
          },
        },
      ]
    }),
  )
}
