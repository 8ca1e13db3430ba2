/** Tables as CSV that Excel opens as it is: UTF-8 with a byte order mark, CRLF, and no cell that runs as a formula. */

/** Text is protected, numbers are written as they are, nothing is an empty cell. */
export type CsvCell = string | number | undefined

/** What spreadsheets take for the start of a formula (OWASP, CSV Injection), with the full-width forms. */
const startsFormula = /^[=+\-@\t\r＝＋－＠]/u

function textCell(text: string): string {
  const harmless = startsFormula.test(text) ? `'${text}` : text
  return /[",\r\n]|^\s|\s$/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

const cellText = (cell: CsvCell): string =>
  cell === undefined ? '' : typeof cell === 'number' ? String(cell) : textCell(cell)

/** The file's text, mark included. */
export const writeCsv = (rows: readonly (readonly CsvCell[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('')}`
