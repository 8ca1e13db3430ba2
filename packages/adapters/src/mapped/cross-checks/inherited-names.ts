/** Keys named `__proto__`, which a checked copy would drop without a word. */
import { isObject } from '../at-path.ts'
import type { DescriptionFault } from '../description-fault.ts'
import { objectsIn } from './entries-at.ts'

export const inheritedNames = (input: unknown): DescriptionFault[] =>
  objectsIn(isObject(input) ? input : {}).flatMap(([path, object]): DescriptionFault[] =>
    Object.keys(object).includes('__proto__')
      ? [
          {
            path: path === '' ? '__proto__' : `${path}.__proto__`,
            code: 'unknownKey',
            message: { zh: '__proto__ 不能作名称', en: '__proto__ is no name' },
            allowed: { zh: '删去，或改正名称', en: 'nothing, or another name' },
          },
        ]
      : [],
  )
