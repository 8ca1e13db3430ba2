/** Matter lists for tests: any that a city may have, and one as long as a prefecture's with all its districts'. */
import fc from 'fast-check'
import { limitUnits } from '../../ticket/limit.ts'
import { Matter } from '../../ticket/matter.ts'

/** Letters that spreadsheets, separators and encodings trip over, among all others that a person may type. */
const tricky = fc.constantFrom(
  ...',;\t|｜；、"\'\\=+-@＝＋－＠:_.()（）“”　 \n#0179aZé',
  '井',
  '盖',
  'ᠮ',
  '𠮷',
  '😀',
  '工作日',
)
const letters = fc.oneof({ weight: 3, arbitrary: tricky }, fc.string({ unit: 'grapheme', maxLength: 3 }))

/** Letters that cannot be stored, and private ones that GB18030 has no code for. */
const unfit = /(?![\t\n])\p{Cc}|\p{Cs}|\p{Co}/u
/** `#REF!` and its like, which the import takes for the errors of formulas. */
const formulaError = /^#(?:[A-Z0/]+[!?]?|#+)$/u

/** As the import gives it: trimmed, and with plain line ends. */
const text = (most: number) =>
  fc
    .array(letters, { maxLength: 12 })
    .map((parts) => parts.join('').replaceAll(/\r\n?/gu, '\n').slice(0, most).trim())
    .filter((it) => it !== '' && !unfit.test(it) && !formulaError.test(it))
const line = text(200)

/** Codes that a spreadsheet made of others, which the import refuses or mends. */
const spoilt = /月.*日|月$|-?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|^\d+\.0+$/iu

const code = fc
  .oneof(
    fc.stringMatching(/^[A-Z]{2}-\d{2}$/u),
    fc.stringMatching(/^0\d{2,5}$/u),
    fc.stringMatching(/^[\p{L}\p{N}._:-]{1,12}$/u).map((it) => it.normalize('NFKC')),
    fc.constantFrom('1.10', '3-1', '20260301123456', '1E5', '-1', '2026-03-01', '.5', '00'),
  )
  .filter((it) => Matter.shape.code.safeParse(it).success && !spoilt.test(it))

const unitName = fc.oneof(
  code,
  code.map((it) => `duty:${it}`),
)

const limit = fc.record({ amount: fc.integer({ min: 1, max: 10_000 }), unit: fc.constantFrom(...limitUnits) })

/** One item, as the import gives it: lists without repeated words. */
export const anyMatter: fc.Arbitrary<Matter> = fc
  .record(
    {
      code,
      name: line,
      synonyms: fc.uniqueArray(line, { maxLength: 4 }),
      category: line,
      level: fc.constantFrom('city', 'district'),
      route: fc.constantFrom('selfGovernance', 'street', 'department'),
      responsible: unitName,
      coUnits: fc.uniqueArray(unitName, { maxLength: 3 }),
      acceptLimit: limit,
      handleLimit: limit,
      whistleEvidence: fc.constantFrom('none', 'optional', 'required'),
      resultEvidence: fc.constantFrom('none', 'optional', 'required'),
      closingConditions: text(2000),
      procedure: text(2000),
      legalBasis: text(2000),
    },
    {
      requiredKeys: [
        'code',
        'name',
        'synonyms',
        'category',
        'level',
        'route',
        'responsible',
        'coUnits',
        'whistleEvidence',
        'resultEvidence',
      ],
    },
  )
  .filter((it) => Matter.safeParse(it).success)

export const anyMatters = fc.uniqueArray(anyMatter, { minLength: 1, maxLength: 8, selector: (it) => it.code })

/** A list as long as those of a prefecture: 18 categories of the city's or 13 of the districts'. */
export function longList(level: Matter['level'], length: number): Matter[] {
  const categories = level === 'city' ? 18 : 13
  return Array.from({ length }, (_, index) => ({
    code: `${level === 'city' ? 'C' : 'D'}-${String(index + 1).padStart(4, '0')}`,
    name: `第${index + 1}项${level === 'city' ? '市级' : '区级'}事项，含逗号`,
    synonyms: [`俗称${index + 1}`, '大家都这么叫'],
    category: `第${(index % categories) + 1}类`,
    level,
    route: (['selfGovernance', 'street', 'department'] as const)[index % 3] ?? 'department',
    responsible: `duty:d${index % 40}`,
    coUnits: index % 4 === 0 ? [`duty:d${(index + 1) % 40}`] : [],
    acceptLimit: { amount: 1 + (index % 4), unit: 'hour' },
    handleLimit: { amount: 1 + (index % 15), unit: index % 2 === 0 ? 'day' : 'workingDay' },
    whistleEvidence: 'optional',
    resultEvidence: 'required',
    closingConditions: '现场恢复，\n拍照留存，“三日内”复查。',
  }))
}
