/**
 * Matter lists and units from CSV. A subpath of its own (`@chuishao/core/matters/import`): the parser is for those who
 * set a city up, not for the pages of those who whistle.
 */
export { importMattersCsv, type MattersImport, type MattersImportOptions } from './import-matters.ts'
export { importUnitsCsv, type UnitsImport } from './import-units.ts'
export type { CsvError } from './csv-table.ts'
