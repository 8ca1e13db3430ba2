/** Accounts and permissions of a whole city from one spreadsheet: every fault in one report, all or nothing. */
import type { TextEncoding } from '../../matters/import/encoding.ts'
import { issueAt, outcome, type Imported, type ImportIssue } from '../../matters/import/issues.ts'
import { lostZeros } from '../../matters/import/list-checks.ts'
import { sheetRecords } from '../../matters/import/records.ts'
import type { Actor } from '../../ticket/actor.ts'
import type { Unit } from '../../ticket/unit.ts'
import type { Account } from '../account.ts'
import { accountColumns, AccountRow } from './account-columns.ts'
import { checkRoles } from './check-roles.ts'
import { checkSharing } from './check-sharing.ts'
import { usualRoleUnits, type RoleUnits } from '../role-units.ts'
import { findUnits } from './find-units.ts'

export interface AccountsImportOptions {
  /** The city's units: every unit that the list names must be among them, and must fit the roles. */
  units: readonly Unit[]
  /** Which kind of unit a role acts for; `usualRoleUnits` where absent. */
  roleUnits?: RoleUnits
  /** The encoding where it is known; found by the bytes where absent. */
  encoding?: TextEncoding
}

export type AccountsImport = Imported<{ accounts: Account[] }>

/**
 * Reads a list of accounts: a row for each person of an account, so that a shared account has several rows. Columns are
 * `account`, `personId`, `name`, `roles` and `unit`, or their usual Chinese headers; several roles stand with `|` between.
 *
 * @example
 * const result = importAccountsCsv(await readFile('accounts.csv'), { units })
 * if (!result.ok) for (const issue of result.errors) console.error(issueText(issue).zh)
 */
export function importAccountsCsv(
  bytes: Uint8Array | string,
  { units, roleUnits = usualRoleUnits, encoding }: AccountsImportOptions,
): AccountsImport {
  const { records, issues } = sheetRecords(bytes, accountColumns, AccountRow, encoding)
  const found = findUnits(records, units)
  const faults: ImportIssue[] = [
    ...issues,
    ...found.issues,
    ...checkRoles(records, found.unitOf, roleUnits).map(({ place, reason }) => issueAt(place, reason)),
    ...checkSharing(records, found.unitOf),
    ...lostZeros(records, 'account'),
    ...lostZeros(records, 'personId'),
  ]
  const accounts = new Map<string, Actor[]>()
  for (const { value } of records) {
    if (!value) continue
    const { account, personId, name, roles, unit } = value
    const unitId = found.unitOf(unit)?.id
    const actor = { personId, name, roles, ...(unitId !== undefined && { unitId }) }
    accounts.set(account, [...(accounts.get(account) ?? []), actor])
  }
  return outcome(faults, { accounts: [...accounts].map(([id, people]) => ({ id, people })) })
}
