/** Addresses that look like those of another tool: `/gd/:id`, `/gd/${id}`, a brace that nothing closes. */
import { isObject } from '../at-path.ts'
import type { DescriptionFault } from '../description-fault.ts'
import { objectsIn } from './entries-at.ts'
import { variablePattern } from '../variable-pattern.ts'

export const addressFaults = (input: unknown): DescriptionFault[] =>
  objectsIn(isObject(input) ? input : {}).flatMap(([path, { send }]) =>
    typeof send === 'string' ? (faultIn(send, `${path}.send`) ?? []) : [],
  )

function faultIn(send: string, path: string): DescriptionFault | undefined {
  const colon = /\/:(\w+)/.exec(send)?.[1]
  const dollar = /\$\{(\w+)\}/.exec(send)?.[1]
  const name = colon ?? dollar
  if (name !== undefined)
    return badAddress(path, {
      zh: `${colon ? `:${name}` : `\${${name}}`} 不是变量的写法`,
      en: `${colon ? `:${name}` : `\${${name}}`} is not how a variable is written`,
      allowed: `{${name}}`,
    })
  const rest = send.replace(variablePattern, '')
  if (!/[{}]/.test(rest)) return undefined
  return badAddress(path, {
    zh: '花括号没有成对，或其中不是变量名',
    en: 'a brace stands alone, or no name of a variable is in it',
    allowed: '{id}',
  })
}

const badAddress = (
  path: string,
  { zh, en, allowed }: { zh: string; en: string; allowed: string },
): DescriptionFault => ({
  path,
  code: 'badAddress',
  message: { zh, en },
  allowed: { zh: `如 ${allowed}`, en: `e.g. ${allowed}` },
})
