/**
 * Finds personal data that somebody typed into free text: a form warns before it is sent, and views and shared texts
 * leave it out. It knows forms of numbers, not meaning: numbers in Chinese characters and names without a form of
 * address are not found.
 */

export const personalKinds = [
  'email',
  'idNumber',
  'bankCard',
  'phone',
  'account',
  'plate',
  'room',
  'person',
] as const
/**
 * `account`: WeChat or QQ. `plate`: a vehicle's. `room`: which flat of a building. `person`: a surname with a form of
 * address, e.g. 王女士.
 */
export type PersonalKind = (typeof personalKinds)[number]

/** What identifies or reaches a person, whatever the matter is. Plates and rooms may be the matter itself. */
export const contactKinds: readonly PersonalKind[] = ['email', 'idNumber', 'bankCard', 'phone', 'account']

export interface PersonalFinding {
  kind: PersonalKind
  /** Position in the text, in UTF-16 units, as `slice` takes it. */
  start: number
  end: number
  /** As it was typed. */
  text: string
}

const sep = '[ .·_–—-]?'
/** Between the groups of a number. */
const gap = '[ .·_–—/-]{0,5}'
const mobileGap = '[ .·_–—,/()-]{0,5}'
const numeral = '[一二三四五六七八九十]{1,3}'
/** Not the number of a flat: an amount, a year, a length. */
const noMeasure = String.raw`(?![\d.%-]| ?[年月日元米万块天个人度千公吨平多余mk])`
const cue = (words: string) => `(?<=(?:${words})[号码是为:： ]{0,4})`
/** The commonest surnames (公安部户政管理研究中心, 全国姓名报告), and compound ones. */
const surnames =
  '欧阳|司马|上官|诸葛|皇甫|尉迟|慕容|令狐|呼延|[王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严赖覃洪武莫孔云]'
const titles = '大爷|大妈|大娘|大叔|大姐|大哥|阿姨|叔叔|奶奶|爷爷|师傅|老师|老太太|老汉|同志'

/** In this order: what was found first is not looked at again. */
const sources: [PersonalKind, string][] = [
  [
    'email',
    String.raw`(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+@(?:[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+|[\p{Script=Han}A-Za-z0-9-]{1,30}\.(?:中国|中國|公司|网络|網絡|香港|网址))`,
  ],
  // GB 11643: region, date of birth, order, check character; and the 15-digit form before 1999.
  [
    'idNumber',
    String.raw`(?<!\d)[1-9]\d{5}${sep}(?:18|19|20)\d{2}${sep}(?:0[1-9]|1[0-2])${sep}(?:0[1-9]|[12]\d|3[01])${sep}\d{3}[\dXx](?!\d)`,
  ],
  ['idNumber', String.raw`(?<!\d)[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)`],
  ['idNumber', `${cue('护照|護照|[Pp]assport')}[A-Za-z]{1,2}\\d{7,8}(?!\\d)`],
  ['bankCard', String.raw`(?<!\d)\d{4}(?:[ -]?\d{4}){2}[ -]?\d{4}(?:[ -]?\d{1,3})?(?!\d)`],
  // Mobile numbers: 11 digits from 13 to 19, however they are grouped.
  ['phone', String.raw`(?:(?<!\d)(?:\+|00)?86${sep})?(?<!\d(?<!86))1${sep}[3-9](?:${sep}\d){9}(?!\d)`],
  [
    'phone',
    String.raw`(?<!\d)(?:(?:\+|00)?86${mobileGap})?(?:\((?=0?\d{3}\)))?0?1[3-9]\d${mobileGap}\d{4}${mobileGap}\d{4}(?!\d)`,
  ],
  // Hong Kong and Macao, Taiwan.
  [
    'phone',
    String.raw`(?<!\d)(?:\+|00)(?:85[23]${gap}[2-9]\d{3}${sep}\d{4}|886${gap}0?9\d{2}${sep}\d{3}${sep}\d{3})(?!\d)`,
  ],
  // Fixed lines with their area code.
  [
    'phone',
    String.raw`(?<!\d)(?:(?:\+|00)86${sep}\(?0?[1-9]\d{1,2}\)?|[(（]0[1-9]\d{1,2}[)）]|0[1-9]\d{1,2})${gap}[2-9]\d{2,3}${sep}\d{4}(?!\d)`,
  ],
  // Whatever a word says is one, with or without an area code.
  [
    'phone',
    `${cue('电话|電話|手機|聯繫|聯絡|致電|撥打|座机|手机|联系方式|联系|致电|拨打|[Tt]el\\.?|[Pp]hone|[Cc]all')}[+(（]?\\d(?:[ ()（）-]?\\d){6,14}(?!\\d)`,
  ],
  ['account', `${cue('微信|[Vv]信|[Ww]e[Cc]hat|VX|vx|QQ|qq')}[A-Za-z0-9][A-Za-z0-9_-]{4,19}`],
  ['account', '(?<=(?<![A-Za-z0-9])[Ww][Xx][号码是为: ]{1,4})[A-Za-z][A-Za-z0-9_-]{5,19}'],
  // GA 36-2018: letters I and O are not used; electric vehicles have one more place.
  [
    'plate',
    `[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Za-hj-np-z][ ·.-]?(?:[A-HJ-NP-Za-hj-np-z0-9]{5,6}|[A-HJ-NP-Za-hj-np-z0-9]{4}[挂学警港澳])(?![A-Za-z0-9])`,
  ],
  [
    'room',
    [
      String.raw`(?:\d{1,2}|${numeral}|[甲乙丙丁]) ?单元(?: ?(?:\d{1,4}(?: ?[室号户房])?|${numeral}[楼层](?:[东西南北中]{1,2}户)?))?`,
      String.raw`(?:\d{1,2}|${numeral})[楼层] ?[东西南北中]{1,2}户(?!外)`,
      String.raw`(?<=(?<!\d)\d{1,3})-\d{1,2}-\d{2,4}(?!\d|-)`,
      String.raw`(?<=(?<![A-Za-z\d./-])\d{1,2})-\d{1,2}(?:0[1-9]|1\d)${noMeasure}`,
      String.raw`\d{2,4} ?[室户](?!\p{Script=Han}?外)|(?<!\d)\d{3,4} ?房(?![屋产间子租东价])`,
      String.raw`(?<=(?:[A-Za-z\d]座|号楼|[栋幢]|\d#)[ -]?)\d{3,4}${noMeasure}`,
    ].join('|'),
  ],
  ['person', `(?:${surnames})(?:\\p{Script=Han}{0,2}(?:先生|女士|小姐)|\\p{Script=Han}?(?:${titles}))`],
]

const patterns = sources.map(([kind, source]) => [kind, new RegExp(source, 'gu')] as const)

const countOf = (text: string, sign: RegExp) => text.match(sign)?.length ?? 0

/**
 * What a text has at least in which one of a kind stands: nearly every text has none of it, and every command looks
 * through the texts of its ticket. Those without an entry may stand in Chinese characters alone.
 */
const leastSigns: Partial<Record<PersonalKind, (text: string) => boolean>> = {
  email: (text) => text.includes('@'),
  idNumber: (text) => countOf(text, /\d/g) >= 7,
  bankCard: (text) => countOf(text, /\d/g) >= 16,
  phone: (text) => countOf(text, /\d/g) >= 7,
  account: (text) => countOf(text, /[\w-]/g) >= 5,
  plate: (text) => /[A-Za-z]/.test(text),
}

/** Full-width forms, and every kind of space or invisible character as a space, one for one, so that positions stay. */
const halfWidth = (text: string) =>
  text
    .replaceAll(/[！-～]/gu, (it) => String.fromCharCode(it.charCodeAt(0) - 0xfee0))
    .replaceAll(/[\s\u00ad\u200b-\u200f\u2060\ufeff]/gu, ' ')

/**
 * Personal data in a text, in its order.
 * @param kinds what to look for; by default what identifies or reaches a person (`contactKinds`)
 */
export function findPersonal(text: string, kinds: readonly PersonalKind[] = contactKinds): PersonalFinding[] {
  const plain = halfWidth(text)
  const found: PersonalFinding[] = []
  const mayHave = personalKinds.filter((kind) => kinds.includes(kind) && leastSigns[kind]?.(plain) !== false)
  for (const [kind, pattern] of patterns) {
    if (!mayHave.includes(kind)) continue
    for (const match of plain.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length]
      if (kind === 'bankCard' && !passesLuhn(match[0])) continue
      if (found.some((it) => it.start < end && start < it.end)) continue
      found.push({ kind, start, end, text: text.slice(start, end) })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

/** The check digit of bank cards (ISO/IEC 7812-1), which an arbitrary long number rarely has. */
function passesLuhn(text: string): boolean {
  const digits = [...text.replaceAll(/\D/g, '')].reverse().map(Number)
  const sum = digits.reduce((all, digit, i) => {
    const doubled = i % 2 === 1 ? digit * 2 : digit
    return all + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}

export interface HidePersonalOptions {
  kinds?: readonly PersonalKind[]
  /** Names that are known to be a resident's, left out wherever they stand. */
  names?: readonly (string | undefined)[]
}

/** The text with `***` in the place of everything that `findPersonal` finds. Doing it twice changes nothing more. */
export function hidePersonal(
  text: string,
  { kinds = contactKinds, names = [] }: HidePersonalOptions = {},
): string {
  let hidden = ''
  let from = 0
  for (const { start, end } of findPersonal(text, kinds)) {
    hidden += `${text.slice(from, start)}***`
    from = end
  }
  hidden += text.slice(from)
  for (const name of names)
    if (name !== undefined && [...name].length > 1) hidden = hidden.replaceAll(name, '***')
  return hidden
}
