/** Two fields of ours at one place of a request: the second would overwrite the first. */
import { isObject, valueAt } from '../at-path.ts'
import { listOf } from '../convert.ts'
import type { DescriptionFault } from '../description-fault.ts'
import { draftFields } from '../our-fields.ts'
import { entriesAt } from './entries-at.ts'

export const samePlace = (input: unknown): DescriptionFault[] => {
  const faults = entriesAt(input, 'commands').flatMap(([type, command]) => {
    const record = valueAt(command, 'record')
    if (record !== true && !Array.isArray(record)) return []
    const sent = draftFields.filter((name) => record === true || record.includes(name))
    const body = entriesAt(command, 'body').map(([name]): Written => [`commands.${type}.body.${name}`, name])
    return overlapping([...sent.flatMap((name) => placesOf(input, name)), ...body])
  })
  return faults
}

/** Who writes, and where. */
type Written = [from: string, to: string]

function placesOf(input: unknown, name: string): Written[] {
  const field = valueAt(input, `ticket.fields.${name}`)
  if (isObject(field) && field['readOnly'] === true) return []
  const at = isObject(field) ? field['at'] : field
  return listOf(at).flatMap((path): Written[] =>
    typeof path === 'string' ? [[`ticket.fields.${name}`, path]] : [],
  )
}

const isWithin = (a: string, b: string) => `${a}.`.startsWith(`${b}.`)

const overlapping = (all: Written[]): DescriptionFault[] =>
  all.flatMap(([from, to], index): DescriptionFault[] => {
    const other = all.slice(0, index).find(([, there]) => isWithin(to, there) || isWithin(there, to))
    if (other === undefined) return []
    return [
      {
        path: from,
        code: 'samePlace',
        message: { zh: `${other[0]} 也写到 ${to}`, en: `${other[0]} is written to ${to}, too` },
        allowed: {
          zh: '各写各的路径；只读取的字段写 "readOnly": true',
          en: 'a path of its own; "readOnly": true where it is only read',
        },
      },
    ]
  })
