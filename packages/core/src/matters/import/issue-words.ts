/** What every fault of an import says: what is wrong, and what is allowed instead, in Chinese and English. */
import type { Sentence } from '../../ticket/primitives.ts'

export type Words = readonly [zh: string, en: string, allowedZh: string, allowedEn: string]

const csvOrJson = ['CSV（UTF-8 或 GB18030）或 JSON', 'CSV (UTF-8 or GB18030) or JSON'] as const
const column = (allowed: Sentence) => [allowed.zh, allowed.en] as const

/** By the fault's code. */
export const issueWords = {
  // The file
  workbook: () => [
    '文件是 Excel 工作簿',
    'the file is an Excel workbook',
    '在 Excel 中另存为 CSV UTF-8',
    'save it as CSV UTF-8 in Excel',
  ],
  webPage: () => ['文件是网页或 XML', 'the file is a web page or XML', ...csvOrJson],
  unknownEncoding: () => [
    '文件不是 UTF-8、UTF-16 或 GB18030 文本',
    'the file is no text in UTF-8, UTF-16 or GB18030',
    ...csvOrJson,
  ],
  noHeader: () => [
    '文件没有表头',
    'the file has no header',
    '一行表头，其下每行一个条目',
    'a row of headers, and below it a row for each item',
  ],
  noRows: () => ['文件没有内容', 'the file has no items', '至少一个条目', 'at least one item'],
  jsonSyntax: (p: { expected: Sentence }) => [
    `JSON 写法有误，此处应为${p.expected.zh}`,
    `this is no JSON: ${p.expected.en} is expected here`,
    p.expected.zh,
    p.expected.en,
  ],
  repeatedKey: (p: { key: string }) => [
    `键“${p.key}”在同一对象中出现两次`,
    `the key "${p.key}" is twice in one object`,
    '每个键一次',
    'each key once',
  ],
  notAList: (p: { key: string }) => [
    '不是清单',
    'is no list',
    `数组，或 {"version", "${p.key}": […]} 形式的对象`,
    `an array, or an object {"version", "${p.key}": […]}`,
  ],
  // Its form
  missingColumn: (p: { header: string; name: string }) => [
    `缺少列“${p.header}”`,
    `the column "${p.name}" is missing`,
    `表头“${p.header}”或“${p.name}”`,
    `a header "${p.name}" or "${p.header}"`,
  ],
  duplicateColumn: (p: { name: string; first: string }) => [
    `与 ${p.first} 列的表头意思相同`,
    `means the same column as ${p.first}`,
    '每列只出现一次',
    'each column once',
  ],
  unknownColumn: (p: { title: string; known: Sentence }) => [
    `不认识的列“${p.title}”，未导入`,
    `the column "${p.title}" is unknown and was not imported`,
    p.known.zh,
    p.known.en,
  ],
  unknownKey: (p: { key: string; times: number; known: string }) => [
    `不认识的键“${p.key}”（${p.times} 处），未导入`,
    `the key "${p.key}" is unknown (${p.times} times) and was not imported`,
    p.known,
    p.known,
  ],
  aboveHeader: (p: { rows: number }) => [
    `表头之上的 ${p.rows} 行未导入`,
    `${p.rows} rows above the header were not imported`,
    '表头之上只放标题和说明',
    'titles and notes only above the header',
  ],
  tooManyCells: () => [
    '单元格多于表头，可能缺少引号',
    'has more cells than the header; quotes may be missing',
    '含分隔符的内容放在英文双引号内',
    'text with a separator within double quotes',
  ],
  unmatchedQuote: () => [
    '引号不成对',
    'quotes do not match',
    '引号内的引号写两个',
    'a quote within quotes written twice',
  ],
  // A value
  empty: (p: { allowed: Sentence }) => ['不能为空', 'must not be empty', ...column(p.allowed)],
  malformed: (p: { text: string; allowed: Sentence }) => [
    `“${p.text}”格式不对`,
    `"${p.text}" is malformed`,
    ...column(p.allowed),
  ],
  wrongType: (p: { found: string; allowed: Sentence }) => [
    `类型不对：是 ${p.found}`,
    `is of the wrong type: ${p.found}`,
    ...column(p.allowed),
  ],
  tooLong: (p: { most: number; allowed: Sentence }) => [
    `超过 ${p.most} 个字`,
    `is longer than ${p.most} letters`,
    ...column(p.allowed),
  ],
  outOfRange: (p: { text: string; allowed: Sentence }) => [
    `“${p.text}”超出范围`,
    `"${p.text}" is out of range`,
    ...column(p.allowed),
  ],
  unprintable: () => [
    '含有无法保存的字符',
    'has characters that cannot be stored',
    '看得见的文字、空格、换行',
    'visible letters, spaces, line ends',
  ],
  notAChoice: (p: { text: string; allowed: Sentence }) => [
    `不能是“${p.text}”`,
    `cannot be "${p.text}"`,
    ...column(p.allowed),
  ],
  unreadableLimit: (p: { text: string; allowed: Sentence }) => [
    `看不懂时限“${p.text}”`,
    `cannot read the limit "${p.text}"`,
    ...column(p.allowed),
  ],
  excelError: (p: { text: string }) => [
    `“${p.text}”是表格公式的报错`,
    `"${p.text}" is the error of a formula`,
    '公式的结果，粘贴为值',
    'the result, pasted as a value',
  ],
  excelNumber: (p: { text: string }) => [
    `“${p.text}”是被表格软件改写的长数字`,
    `"${p.text}" is a long number that the spreadsheet rewrote`,
    '把该列设为文本后重新填写',
    'format the column as text and enter it again',
  ],
  excelDate: (p: { text: string }) => [
    `“${p.text}”像是被表格软件改成日期的编码`,
    `"${p.text}" looks like a code that the spreadsheet turned into a date`,
    '把该列设为文本后重新填写',
    'format the column as text and enter it again',
  ],
  // Values beside one another
  duplicate: (p: { text: string; first: Sentence }) => [
    `“${p.text}”与${p.first.zh}重复`,
    `"${p.text}" is in ${p.first.en} already`,
    '不重复的编码',
    'a code that no other has',
  ],
  unknownUnit: (p: { text: string }) => [
    `单位表中没有“${p.text}”`,
    `"${p.text}" is not among the units`,
    '单位编码、不重名的单位名称，或“duty:职能”',
    'the id of a unit, a name that only one unit has, or "duty:NAME"',
  ],
  ambiguousUnit: (p: { text: string; ids: string[] }) => [
    `单位表中有 ${p.ids.length} 个“${p.text}”`,
    `${p.ids.length} units have the name "${p.text}"`,
    `编码之一：${p.ids.join('、')}`,
    `one of the ids ${p.ids.join(', ')}`,
  ],
  downwardAssignment: (p: { explanation: Sentence }) => [
    p.explanation.zh,
    p.explanation.en,
    '街道、部门或社会单位；社区自己的事项走“铁三角”',
    "a street, a department or an outside handler; a community's own matters take the route selfGovernance",
  ],
  unknownParent: (p: { text: string }) => [
    `单位表中没有上级单位“${p.text}”`,
    `the parent "${p.text}" is not among the units`,
    '本表中的单位编码',
    'the id of a unit of this file',
  ],
  ownParent: () => [
    '上级单位不能是自己',
    'a unit is not its own parent',
    '本表中另一单位的编码',
    'the id of another unit of this file',
  ],
  lostZeros: (p: { text: string; longest: number }) => [
    `编码“${p.text}”比其他编码短，可能丢了开头的 0`,
    `the code "${p.text}" is shorter than others and may have lost its leading zeros`,
    `${p.longest} 位编码，或确认无误`,
    `${p.longest} digits, or the knowledge that it is right`,
  ],
  wholeNumberCodes: () => [
    '编码全部以“.0”结尾，已去掉',
    'all codes end in ".0", which was removed',
    '把编码列设为文本',
    'format the column of codes as text',
  ],
  listSeparator: (p: { text: string }) => [
    `“${p.text}”当作一个词导入`,
    `"${p.text}" was taken for one word`,
    '几个词之间用“|”分隔',
    'several words with "|" between them',
  ],
} satisfies Record<string, (p: never) => Words>
