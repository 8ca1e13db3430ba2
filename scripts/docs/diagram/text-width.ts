/** How wide a text will be, without a browser: the same on every machine, and rather too wide than too narrow. */

const isWide = (letter: string) => letter > '\u2e7f'
const isCapital = (letter: string) => /[A-Z_]/.test(letter)

/** Width in pixels in an ordinary sans-serif font of a size; a Chinese character is as wide as it is high. */
export function textWidth(text: string, fontSize: number): number {
  const ems = [...text].reduce((sum, it) => sum + (isWide(it) ? 1 : isCapital(it) ? 0.7 : 0.56), 0)
  return Math.ceil(ems * fontSize)
}
