/** Matter lists as CSV and JSON (`@chuishao/core/matters/export`): small, since it writes without a library. */
export { UnencodableText, type TextEncoding } from '../import/encoding.ts'
export { exportMattersCsv, exportMattersJson, type CsvExportOptions } from './export-matters.ts'
