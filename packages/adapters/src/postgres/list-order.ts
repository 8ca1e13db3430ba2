/** In which order a list stands, and the tickets that answer it, in that order from a place on. */
import type { TicketQuery } from '@chuishao/core/service'
import type { Kysely } from 'kysely'
import type { ListPosition } from '../store/list-order.ts'
import type { Database } from './database.ts'
import { conditions, type Condition } from './list-conditions.ts'

export interface ListPage {
  /** The list goes on after it; from the top where undefined. */
  start: ListPosition | undefined
  limit: number
}

export const orderOf = ({ order }: TicketQuery) =>
  order === 'due'
    ? ({ key: 'due_key', direction: 'asc', beyond: '>' } as const)
    : ({ key: 'updated_at', direction: 'desc', beyond: '<' } as const)

/** Key and identifier of the first tickets that answer everything but the text, and `further` conditions. */
export function inOrder(
  db: Kysely<Database>,
  query: TicketQuery,
  { start, limit }: ListPage,
  further: Condition[],
) {
  const { key, direction, beyond } = orderOf(query)
  return db
    .selectFrom('whistle_ticket')
    .select([`${key} as key`, 'ticket_id'])
    .where('tenant_id', '=', query.tenantId)
    .where((eb) => eb.and([...further, ...conditions(query)].map((condition) => condition(eb))))
    .$if(start !== undefined, (from) =>
      from.where((eb) =>
        eb(eb.refTuple(key, 'ticket_id'), beyond, eb.tuple(start?.key ?? '', start?.ticketId ?? '')),
      ),
    )
    .orderBy(key, direction)
    .orderBy('ticket_id', direction)
    .limit(limit)
}
