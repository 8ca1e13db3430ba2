/** A name or a number that only says that there is one. What each reveals at most is said with it. */

const compoundSurnames = new Set(
  '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 南荣'.split(
    ' ',
  ),
)

/**
 * A mobile number as `138****5678`; of a fixed line the area code and the last two digits; of any other the last two.
 * Numbers of fewer than seven digits are hidden whole.
 */
export function maskPhone(phone: string): string {
  const digits = phone.replaceAll(/\D/g, '')
  const [, prefix = '', mobile] = /^(0086|86)?(1[3-9]\d{9})$/.exec(digits) ?? []
  if (mobile !== undefined) return `${prefix ? '+86 ' : ''}${mobile.slice(0, 3)}****${mobile.slice(-4)}`
  const [, areaCode, line] = /^(010|02\d|0[3-9]\d{2})(\d{7,8})$/.exec(digits) ?? []
  if (areaCode !== undefined && line !== undefined)
    return `${areaCode}-${'*'.repeat(line.length - 2)}${line.slice(-2)}`
  return digits.length < 7 ? '*****' : `${'*'.repeat(digits.length - 2)}${digits.slice(-2)}`
}

/**
 * A name of which only the family name stays: `张**`, `欧阳*`. Of a name in several parts (热合曼·阿不都, John Smith) and
 * of one in Mongolian or another script the first letter of each part stays. The stars tell how long it is.
 */
export function maskName(name: string): string {
  return name
    .split(/([\s·•・.-]+)/u)
    .map((part, i) => (i % 2 === 1 ? part : maskPart(part)))
    .join('')
}

function maskPart(part: string): string {
  const letters = [...part]
  const surname = letters.slice(0, 2).join('')
  const shown = letters.length > 2 && compoundSurnames.has(surname) ? 2 : 1
  if (letters.length < 2) return '*'.repeat(letters.length)
  return letters.slice(0, shown).join('') + '*'.repeat(letters.length - shown)
}
