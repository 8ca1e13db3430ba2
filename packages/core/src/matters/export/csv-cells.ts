/** Cells that Excel opens as text and never as a formula. */

/** Text that a spreadsheet would reckon, or that the import would take for text escaped so. */
const formulaLike = /^'*[=+\-@＝＋－＠\t\r]/u
export const safe = (text: string) => (formulaLike.test(text) ? `'${text}` : text)

/** A row with its line end; cells with separators, quotes or line ends stand within quotes. */
export const csvRow = (cells: readonly string[], delimiter = ','): string =>
  `${cells.map((it) => quoted(it, delimiter)).join(delimiter)}\r\n`

const quoted = (cell: string, delimiter: string) =>
  cell.includes('"') || cell.includes('\n') || cell.includes('\r') || cell.includes(delimiter)
    ? `"${cell.replaceAll('"', '""')}"`
    : cell
