import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeText, encodeText, encodings } from './encoding.ts'

const letter = fc.integer({ min: 1, max: 0x10ffff }).filter((it) => !(it >= 0xd800 && it <= 0xf8ff))
const text = fc
  .array(
    letter.map((it) => String.fromCodePoint(it)),
    { maxLength: 40 },
  )
  .map((it) => it.join(''))

test.each(encodings)('any text in %s is decoded as it was encoded', (encoding) => {
  fc.assert(
    fc.property(text, (it) => {
      const plain = it.replace(/^\uFEFF/u, '')
      expect(decodeText(encodeText(plain, encoding), encoding)?.text.replace(/^\uFEFF/u, '')).toBe(plain)
    }),
  )
})

test('every letter of the first plane but private ones has a code in GB18030', () => {
  const letters = Array.from({ length: 0xffff }, (_, at) => at + 1)
    .filter((it) => (it < 0xd800 || it > 0xf8ff) && it !== 0xfeff)
    .map((it) => String.fromCodePoint(it))
    .join('')
  expect(decodeText(encodeText(letters, 'gb18030'), 'gb18030')?.text).toBe(letters)
})

test.each([
  ['事项编码,事项名称\n001,井盖破损', 'utf-8'],
  ['事项编码,事项名称\n001,井盖破损', 'gb18030'],
  ['事项编码\t事项名称\n001\t井盖破损', 'utf-16le'],
  ['事项编码\t事项名称\n001\t井盖破损', 'utf-16be'],
] as const)('%j in %s is known by its bytes', (it, encoding) => {
  expect(decodeText(encodeText(it, encoding))).toEqual({ text: it, encoding })
})

test('known bytes: what 井盖 is in GB18030, and a letter beyond the first plane', () => {
  expect([...encodeText('井盖', 'gb18030')]).toEqual([0xbe, 0xae, 0xb8, 0xc7])
  expect([...encodeText('\u{10000}', 'gb18030')]).toEqual([0x90, 0x30, 0x81, 0x30])
})

test('a file that says it is UTF-8 and is not is in no other encoding', () => {
  expect(decodeText(Uint8Array.of(0xef, 0xbb, 0xbf, 0xbe, 0xae))).toBeUndefined()
})
