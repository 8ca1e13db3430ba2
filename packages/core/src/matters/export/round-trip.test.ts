import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodings, type TextEncoding } from '../import/encoding.ts'
import { importMatters, issueText } from '../import/index.ts'
import { anyMatters, longList } from '../testing/matter-lists.ts'
import { exportMattersCsv, exportMattersJson, UnencodableText } from './index.ts'

const readBack = (file: Uint8Array | string) => {
  const result = importMatters(file)
  return result.ok ? result.matters : expect.fail(result.errors.map((it) => issueText(it).en).join('\n'))
}

describe('a list that is written and read again is the same', () => {
  const formats = encodings.flatMap((encoding) =>
    (['zh', 'en'] as const).map((language) => ({ encoding, language })),
  )

  test.each(formats)('as CSV in $encoding with headers in $language', ({ encoding, language }) => {
    fc.assert(
      fc.property(anyMatters, (matters) => {
        expect(readBack(exportMattersCsv(matters, { encoding, language }))).toEqual(matters)
      }),
    )
  })

  test('as JSON', () => {
    fc.assert(
      fc.property(anyMatters, (matters) => {
        const list = { version: '2026.1', effectiveFrom: '2026-03-01', source: '某文〔2026〕1号', matters }
        const result = importMatters(exportMattersJson(list))
        expect(result).toEqual({
          ok: true,
          warnings: [],
          matters,
          list: { version: '2026.1', effectiveFrom: '2026-03-01', source: '某文〔2026〕1号' },
        })
      }),
    )
  })

  test('with thousands of items', () => {
    const matters = [...longList('city', 1568), ...longList('district', 4779)]
    expect(readBack(exportMattersCsv(matters))).toEqual(matters)
    expect(readBack(exportMattersCsv(matters, { encoding: 'gb18030' }))).toEqual(matters)
  })
})

describe('a file for Excel', () => {
  const [matter] = longList('city', 1)
  const written = (changes: object, encoding: TextEncoding = 'utf-8') =>
    new TextDecoder(encoding).decode(
      exportMattersCsv(matter ? [{ ...matter, ...changes }] : [], { encoding }),
    )

  test('begins with the mark by which it knows UTF-8, and its lines end as it expects', () => {
    expect([...exportMattersCsv([]).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(written({}).split('\r\n')[0]).toMatch(/^事项编码,事项名称,别名,/)
  })

  test.each(['=1+1', '+86', '-1', '@SUM(A1)', '＝1+1', "'=1", '=cmd|calc!A0'])(
    'has no cell that is a formula: %s',
    (name) => {
      const cells = written({ name, closingConditions: name })
      expect(cells).toContain(`,'${name},`)
      expect(cells).not.toContain(`,${name}`)
    },
  )

  test.each(['001', '3-1', '1.10', '1E5', '123456789012345'])(
    'keeps the code %s from becoming a number',
    (code) => {
      expect(written({ code })).toContain(`"=""${code}"""`)
    },
  )

  test('says which letters an encoding lacks', () => {
    expect(() => written({ name: '井\uE5E5盖' }, 'gb18030')).toThrow(UnencodableText)
    expect(() => written({ name: '井\uE5E5盖' }, 'gb18030')).toThrow('gb18030 has no code for \uE5E5')
  })
})
