/** Accounts by name, as an import gave them. */
import type { Account } from '@chuishao/core/accounts'

/** The account that somebody signed in with; undefined where the tenant has none of this name. */
export type FindAccount = (
  tenantId: string,
  accountId: string,
) => Account | undefined | Promise<Account | undefined>

/** @example oidcAuth({ config, accounts: accountDirectory({ '150100': imported.accounts }) }) */
export const accountDirectory = (accounts: Record<string, readonly Account[]>): FindAccount => {
  const tenants = new Map(
    Object.entries(accounts).map(([tenantId, list]) => [tenantId, new Map(list.map((it) => [it.id, it]))]),
  )
  return (tenantId, accountId) => tenants.get(tenantId)?.get(accountId)
}
