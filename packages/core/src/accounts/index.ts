/**
 * Who may act: accounts, the people behind them, and their import from a spreadsheet. A subpath of its own
 * (`@chuishao/core/accounts`): for those who run the service, not for pages.
 */
export * from './account.ts'
export type { AccountFaultCode } from './faults.ts'
export { importAccountsCsv, type AccountsImport, type AccountsImportOptions } from './import-accounts.ts'
export { usualRoleUnits, type RoleUnits } from './role-units.ts'
