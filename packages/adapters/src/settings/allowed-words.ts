/** What may stand in a place, in words, from its schema. */
import type { Sentence } from '@chuishao/core/ticket'
import { branchesOf, keysOf, type OutlineNode } from './outline.ts'

const something: Sentence = { zh: '一个值', en: 'a value' }

/** Words for a place; the first meaning that says what is allowed goes before what the schema says. */
export function allowedIn(nodes: readonly OutlineNode[]): Sentence {
  const said = nodes.find(({ allowed }) => allowed !== undefined)?.allowed
  if (said) return said
  if (nodes.some(({ secret }) => secret === 'whole'))
    return {
      zh: '{ "file": 路径 } 或 { "env": 变量名 }',
      en: '{ "file": path } or { "env": name }',
    }
  const words = nodes.flatMap((node) => wordsFor(node) ?? [])
  const unique = (language: 'zh' | 'en') => [...new Set(words.map((it) => it[language]))]
  if (words.length === 0) return something
  return { zh: unique('zh').join('，或'), en: unique('en').join(', or ') }
}

function wordsFor(node: OutlineNode): Sentence | undefined {
  if (node.enum) return list(node.enum)
  if (node.const !== undefined) return list([node.const])
  switch (node.type) {
    case 'integer':
    case 'number':
      return numberWords(node)
    case 'boolean':
      return { zh: 'true 或 false', en: 'true or false' }
    case 'string':
      return node.format === 'uri' ? { zh: '一个网址', en: 'a URL' } : { zh: '一段文字', en: 'a text' }
    case 'array': {
      const { zh, en } = node.items ? allowedIn(branchesOf(node.items)) : something
      const least = node.minItems ?? 0
      return {
        zh: `${least > 0 ? `至少 ${least} 项的` : ''}列表，每项为${zh}`,
        en: `a list${least > 0 ? ` of ${least} or more` : ''}, each ${en}`,
      }
    }
    case 'object': {
      const keys = keysOf([node])
      if (keys.length === 0) return { zh: '一个对象', en: 'an object' }
      return { zh: `含 ${keys.join('、')} 的对象`, en: `an object with ${keys.join(', ')}` }
    }
    default:
      return undefined
  }
}

const list = (values: readonly unknown[]): Sentence => {
  const words = values.map((it) => JSON.stringify(it))
  return { zh: words.join('、'), en: words.join(', ') }
}

function numberWords({ type, minimum, exclusiveMinimum, maximum }: OutlineNode): Sentence {
  const kind = type === 'integer' ? { zh: '整数', en: 'a whole number' } : { zh: '数', en: 'a number' }
  const above = exclusiveMinimum !== undefined && type === 'integer' ? exclusiveMinimum + 1 : exclusiveMinimum
  const least = minimum ?? above
  const most = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum
  if (least === undefined && most === undefined) return kind
  if (most === undefined) return { zh: `不小于 ${least} 的${kind.zh}`, en: `${kind.en}, ${least} or more` }
  if (least === undefined) return { zh: `不大于 ${most} 的${kind.zh}`, en: `${kind.en}, ${most} or less` }
  return { zh: `${least} 到 ${most} 的${kind.zh}`, en: `${kind.en} from ${least} to ${most}` }
}
