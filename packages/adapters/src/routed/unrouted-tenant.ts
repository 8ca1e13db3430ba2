/** Something was to be written for a tenant that no store is configured for. */
export class UnroutedTenantError extends Error {
  override readonly name = 'UnroutedTenantError'
  readonly code = 'unroutedTenant'
  readonly tenantId: string
  constructor(tenantId: string) {
    super(`No database is configured for tenant ${tenantId}. Add the tenant to the routes.`)
    this.tenantId = tenantId
  }
}
