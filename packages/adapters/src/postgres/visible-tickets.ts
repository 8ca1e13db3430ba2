/** Which tickets a query may show: any of the ways will do, and none means none. `memory/is-visible.ts` says the same. */
import type { TicketQuery } from '@chuishao/core/service'
import type { Expression, ExpressionBuilder, Kysely, SqlBool } from 'kysely'
import type { Database } from './database.ts'

export type Where = ExpressionBuilder<Database, 'whistle_ticket'>
/** A condition on rows of `whistle_ticket`. */
export type Way = (eb: Where) => Expression<SqlBool>
type Visibility = NonNullable<TicketQuery['visibility']>

export function waysToSee(
  db: Kysely<Database>,
  { tenantId, visibility }: Pick<TicketQuery, 'tenantId' | 'visibility'>,
): Way[] {
  if (visibility === undefined) return [(eb) => eb.lit(true)]
  const { unitIds = [], citizenId, createdBy } = visibility
  return [
    ...(unitIds.length ? [(eb: Where) => eb('ticket_id', 'in', ofUnits(db, tenantId, unitIds))] : []),
    ...(citizenId === undefined ? [] : [(eb: Where) => eb('citizen_id', '=', citizenId)]),
    ...(createdBy === undefined ? [] : [(eb: Where) => eb('created_by', '=', createdBy)]),
  ]
}

/** Their identifiers, read from indexes alone: no row of a ticket is fetched. Undefined where nothing can be seen. */
export function ticketsSeen(
  db: Kysely<Database>,
  tenantId: string,
  { unitIds = [], citizenId, createdBy }: Visibility,
) {
  const ofPerson = (column: 'citizen_id' | 'created_by', person: string) =>
    db
      .selectFrom('whistle_ticket')
      .select('ticket_id')
      .where('tenant_id', '=', tenantId)
      .where(column, '=', person)
  const [first, ...others] = [
    ...(unitIds.length ? [ofUnits(db, tenantId, unitIds)] : []),
    ...(citizenId === undefined ? [] : [ofPerson('citizen_id', citizenId)]),
    ...(createdBy === undefined ? [] : [ofPerson('created_by', createdBy)]),
  ]
  return first && others.reduce((all, each) => all.union(each), first)
}

const ofUnits = (db: Kysely<Database>, tenantId: string, unitIds: string[]) =>
  db
    .selectFrom('whistle_party')
    .select('ticket_id')
    .where('tenant_id', '=', tenantId)
    .where('unit_id', 'in', unitIds)
