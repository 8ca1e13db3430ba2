/** Whole numbers as limits are written: `15`, `十五`, `二十`, `一百二十`. */
const digits = '零一二三四五六七八九'

/** The number, or undefined where the text is none below a thousand in words. */
export function readNumeral(text: string): number | undefined {
  if (/^\d{1,9}$/u.test(text)) return Number(text)
  const [all, hundreds, tens, ones] =
    /^(?:([一二两三四五六七八九])百零?)?(?:([一二三四五六七八九]?)十)?([零一二两三四五六七八九])?$/u.exec(
      text,
    ) ?? []
  if (!all) return undefined
  const ten = tens === undefined ? 0 : tens === '' ? 1 : digit(tens)
  return 100 * digit(hundreds) + 10 * ten + digit(ones)
}

const digit = (letter: string | undefined) =>
  letter === undefined ? 0 : letter === '两' ? 2 : digits.indexOf(letter)
