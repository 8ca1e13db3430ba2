/** Variables in requests: each is one that there is there. */
import * as z from 'zod/mini'
import { isObject, valueAt } from '../at-path.ts'
import { listVariables } from '../capabilities.ts'
import { PortalRequest } from '../description.ts'
import type { DescriptionFault } from '../description-fault.ts'
import { variablesOf } from '../request-line.ts'
import { signatureVariables, signedVariables } from '../signature.ts'
import { commonVariables, partNamed } from '../variables.ts'
import { fieldsOfCommand, isCommandType } from '../command-fields.ts'
import { entriesAt } from './entries-at.ts'

export const uploadVariables = ['base64', 'name', 'mediaType', 'bytes']

/** Every request of a description, with the variables that there are in it. */
export const requestsIn = (input: unknown): [path: string, request: unknown, known: readonly string[]][] => [
  ['whoAmI', valueAt(input, 'whoAmI'), []],
  ['city.units', valueAt(input, 'city.units'), []],
  ['city.matters', valueAt(input, 'city.matters'), []],
  ['ticket', valueAt(input, 'ticket'), ['id']],
  ['list', valueAt(input, 'list'), listVariables],
  ['history', valueAt(input, 'history'), ['id']],
  ['upload', valueAt(input, 'upload'), uploadVariables],
  ...entriesAt(input, 'commands').map(([type, command]): [string, unknown, readonly string[]] => [
    `commands.${type}`,
    command,
    isCommandType(type) ? [...commonVariables, ...fieldsOfCommand(type)] : commonVariables,
  ]),
]

/** The part of a request that has variables. */
export const RequestPart = z.object({ send: PortalRequest.shape.send, body: PortalRequest.shape.body })

export const variableFaults = (input: unknown): DescriptionFault[] => [
  ...requestsIn(input).flatMap(([path, request, known]) => {
    const described = z.safeParse(RequestPart, request)
    if (!described.success) return []
    const { send } = described.data
    return variablesOf(described.data)
      .filter((name) => !known.includes(partNamed(name)[0]))
      .map((name) => unknownVariable(`${path}.${send.includes(`{${name}}`) ? 'send' : 'body'}`, name, known))
  }),
  ...signatureFaults(input),
]

function signatureFaults(input: unknown): DescriptionFault[] {
  const sign = valueAt(input, 'auth.sign')
  if (!isObject(sign)) return []
  const within = (path: string, text: unknown, known: string[]) =>
    typeof text === 'string'
      ? variablesOf({ send: text })
          .filter((name) => !known.includes(name))
          .map((name) => unknownVariable(path, name, known))
      : []
  return [
    ...within('auth.sign.of', sign['of'], signedVariables),
    ...['headers', 'query'].flatMap((place) =>
      entriesAt(sign, place).flatMap(([name, text]) =>
        within(`auth.sign.${place}.${name}`, text, signatureVariables),
      ),
    ),
  ]
}

const unknownVariable = (path: string, name: string, known: readonly string[]): DescriptionFault => {
  const allowed = known.length > 0 ? known.map((it) => `{${it}}`).join(' ') : undefined
  return {
    path,
    code: 'unknownVariable',
    message: { zh: `这里没有变量 {${name}}`, en: `there is no variable {${name}} here` },
    allowed: { zh: allowed ?? '这里不能用变量', en: allowed ?? 'no variable at all' },
  }
}
