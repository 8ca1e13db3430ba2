/**
 * Matter lists, units and mappings from files. A subpath of its own (`@chuishao/core/matters/import`): the parser is for
 * those who set a city up, not for the pages of those who whistle.
 */
export type { TextEncoding } from './encoding.ts'
export { importMapping, type MappingImport, type MappingImportOptions } from './import-mapping.ts'
export {
  importMatters,
  importMattersCsv,
  importMattersJson,
  type ListFacts,
  type MattersImport,
  type MattersImportOptions,
} from './import-matters.ts'
export { importUnitsCsv, type UnitsImport } from './import-units.ts'
export { issueText, type ImportCode, type ImportIssue } from './issues.ts'
export { issueReportCsv } from './issue-report.ts'
export { placeText, type ImportPlace } from './place.ts'
