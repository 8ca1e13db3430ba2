/**
 * Finds where a JSON text is wrong. `JSON.parse` says it in another way in every engine, or not at all; people look for
 * a line and a column. It also finds a key that is twice in one object, of which `JSON.parse` silently keeps one.
 */
import type { Sentence } from '../../ticket/primitives.ts'

export interface JsonFault {
  /** From 1. */
  line: number
  /** From 1, in characters as an editor counts them. */
  column: number
  /** What should stand there, where it is the syntax that is wrong. */
  expected?: Sentence
  /** The key that was there before, where it is that. */
  repeatedKey?: string
}

const expectations = {
  value: { zh: '值', en: 'a value' },
  key: { zh: '双引号中的键', en: 'a key in double quotes' },
  colon: { zh: '冒号', en: 'a colon' },
  objectEnd: { zh: '逗号或“}”', en: 'a comma or "}"' },
  arrayEnd: { zh: '逗号或“]”', en: 'a comma or "]"' },
  end: { zh: '文件结尾', en: 'the end of the file' },
  string: { zh: '完整的双引号字符串', en: 'a whole string in double quotes' },
} as const

const scalar = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/uy
// Unrolled, so that a string without an end costs no more than its length.
const string = /"[^"\\]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\]*)*"/uy

/** JSON forbids them within strings, line ends among them. */
const hasControlCharacter = (taken: string) => {
  for (let at = 0; at < taken.length; at++) if (taken.charCodeAt(at) < 0x20) return true
  return false
}

/** The first fault, or undefined where there is none. */
export function findJsonFault(text: string): JsonFault | undefined {
  /** The arrays and objects that are open; an object has the set of its keys. */
  const open: ({ keys: Set<string> } | { keys: undefined })[] = []
  let at = 0
  const wrong = (expected: keyof typeof expectations, offset = at): JsonFault => ({
    ...lineAndColumn(text, offset),
    expected: expectations[expected],
  })
  const skipSpace = () => {
    while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) at++
  }
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    const taken = pattern.exec(text)?.[0]
    if (taken === undefined || hasControlCharacter(taken)) return undefined
    at += taken.length
    return taken
  }
  let state: 'value' | 'firstValue' | 'firstKey' | 'key' | 'after' = 'value'
  for (;;) {
    skipSpace()
    const letter = text.charAt(at)
    if (state === 'after') {
      const inside = open.at(-1)
      if (!inside) return at < text.length ? wrong('end') : undefined
      if (letter === ',') state = inside.keys ? 'key' : 'value'
      else if (letter === (inside.keys ? '}' : ']')) open.pop()
      else return wrong(inside.keys ? 'objectEnd' : 'arrayEnd')
      at++
    } else if (state === 'key' || state === 'firstKey') {
      if (state === 'firstKey' && letter === '}') {
        open.pop()
        at++
        state = 'after'
        continue
      }
      const keyAt = at
      const key = take(string)
      if (key === undefined) return wrong(letter === '"' ? 'string' : 'key')
      const keys = open.at(-1)?.keys
      const name: unknown = JSON.parse(key)
      if (typeof name === 'string' && keys?.has(name))
        return { ...lineAndColumn(text, keyAt), repeatedKey: name }
      if (typeof name === 'string') keys?.add(name)
      skipSpace()
      if (text.charAt(at) !== ':') return wrong('colon')
      at++
      state = 'value'
    } else if (state === 'firstValue' && letter === ']') {
      open.pop()
      at++
      state = 'after'
    } else if (letter === '{' || letter === '[') {
      open.push({ keys: letter === '{' ? new Set() : undefined })
      at++
      state = letter === '{' ? 'firstKey' : 'firstValue'
    } else {
      if (take(letter === '"' ? string : scalar) === undefined)
        return wrong(letter === '"' ? 'string' : 'value')
      state = 'after'
    }
  }
}

function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset)
  const lines = before.split(/\r\n|\r|\n/u)
  return { line: lines.length, column: [...(lines.at(-1) ?? '')].length + 1 }
}
