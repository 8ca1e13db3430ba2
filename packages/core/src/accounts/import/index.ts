/**
 * Accounts and permissions from a spreadsheet. A subpath of its own (`@chuishao/core/accounts/import`): the parser is for
 * those who set a city up.
 */
export type { AccountFaultCode } from './faults.ts'
export { importAccountsCsv, type AccountsImport, type AccountsImportOptions } from './import-accounts.ts'
