/** What a list is asked for, as conditions on a ticket's row. `memory/matches.ts` says the same. */
import type { TicketQuery } from '@chuishao/core/service'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { Database } from './database.ts'

type Where = ExpressionBuilder<Database, 'whistle_ticket'>
export type Condition = (eb: Where) => Expression<SqlBool>

/** All of them but the text. */
export function conditions(query: TicketQuery): Condition[] {
  const { statuses, leadUnitId, communityId, category, matterCode, warning, photo } = query
  return [
    ...(statuses === undefined
      ? []
      : [(eb: Where) => (statuses.length ? eb('status', 'in', statuses) : eb.lit(false))]),
    ...(leadUnitId === undefined ? [] : [(eb: Where) => eb('lead_unit_id', '=', leadUnitId)]),
    ...(communityId === undefined ? [] : [(eb: Where) => eb('community_id', '=', communityId)]),
    ...(category === undefined ? [] : [(eb: Where) => eb('category', '=', category)]),
    ...(matterCode === undefined ? [] : [(eb: Where) => eb('matter_code', '=', matterCode)]),
    ...(warning === undefined ? [] : [(eb: Where) => eb('warning', '=', warning)]),
    ...(photo === undefined ? [] : [(eb: Where) => hasPhoto(eb, photo, query.tenantId)]),
  ]
}

/** Any of them; none means that nothing is seen. */
export function waysToSee({ tenantId, visibility }: TicketQuery): Condition[] {
  if (visibility === undefined) return [(eb) => eb.lit(true)]
  const { unitIds = [], citizenId, createdBy } = visibility
  return [
    ...(unitIds.length ? [(eb: Where) => hasParty(eb, unitIds, tenantId)] : []),
    ...(citizenId === undefined ? [] : [(eb: Where) => eb('citizen_id', '=', citizenId)]),
    ...(createdBy === undefined ? [] : [(eb: Where) => eb('created_by', '=', createdBy)]),
  ]
}

function hasParty(eb: Where, unitIds: string[], tenantId: string) {
  const ticketsOfUnits = eb
    .selectFrom('whistle_party')
    .select('whistle_party.ticket_id')
    .where('whistle_party.tenant_id', '=', tenantId)
    .where('whistle_party.unit_id', 'in', unitIds)
  return eb('ticket_id', 'in', ticketsOfUnits)
}

function hasPhoto(eb: Where, sha256: string, tenantId: string) {
  const ticketsWithIt = eb
    .selectFrom('whistle_photo_ticket')
    .select('whistle_photo_ticket.ticket_id')
    .where('whistle_photo_ticket.tenant_id', '=', tenantId)
    .where('whistle_photo_ticket.sha256', '=', sha256)
  return eb('ticket_id', 'in', ticketsWithIt)
}
