/** Where in a file a fault is, as the person sees it who has to find it. */
import type { Sentence } from '../../ticket/primitives.ts'

export type ImportPlace =
  | { in: 'file' }
  /** A spreadsheet's row and column as Excel counts them: the first row is 1, `cell` is e.g. `C5`. */
  | {
      in: 'sheet'
      row: number
      /** The column's English header, or what the file calls it where it is unknown; absent for a whole row. */
      column?: string
      /** The header as it stands in the file. */
      header?: string
      cell?: string
    }
  /** A value in JSON by its path, e.g. `$.matters[3].handleLimit.amount`; items count from 0 there. */
  | { in: 'json'; path: string }
  /** A place in the text of a file, from line 1 and column 1. */
  | { in: 'text'; line: number; column: number }

/** A column's letters as Excel names it: 0 is A, 26 is AA. */
export function columnLetters(index: number): string {
  const rest = String.fromCodePoint(65 + (index % 26))
  return index < 26 ? rest : columnLetters(Math.floor(index / 26) - 1) + rest
}

/** The other way round, of a cell such as `AB12`. */
export const columnIndex = (cell: string): number =>
  [...cell.replaceAll(/\d/gu, '')].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1

export const jsonPath = (keys: readonly PropertyKey[]): string =>
  keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`
    const name = String(key)
    return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`
  }, '$')

/** The place in words. */
export function placeText(place: ImportPlace): Sentence {
  switch (place.in) {
    case 'file':
      return { zh: '文件', en: 'the file' }
    case 'sheet': {
      const { row, column, header = column, cell } = place
      if (header === undefined) return { zh: `第 ${row} 行`, en: `row ${row}` }
      const at = cell === undefined ? '' : ` (${cell})`
      return { zh: `第 ${row} 行“${header}”列${at}`, en: `row ${row}, column "${header}"${at}` }
    }
    case 'json':
      return { zh: place.path, en: place.path }
    case 'text':
      return {
        zh: `第 ${place.line} 行第 ${place.column} 个字符`,
        en: `line ${place.line}, column ${place.column}`,
      }
  }
}
