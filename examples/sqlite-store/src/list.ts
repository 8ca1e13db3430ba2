/** The ticket list: filters on the list line as it is stored, two orders, pages by keyset. */
import { listPage, listPosition, pageLimit, searchNeedle, SummarySchema } from '@chuishao/adapters/store'
import type { Page, TicketQuery, TicketSummary } from '@chuishao/core/service'
import * as z from 'zod/mini'
import { json, type Statements, type Values } from './statements.ts'

const LineRow = z.object({ summary: json(SummarySchema) })

export function ticketList(sql: Statements, query: TicketQuery): Page<TicketSummary> {
  const { order = 'updated', visibility, statuses, text } = query
  const limit = pageLimit(query.limit)
  const start = listPosition(order, query.cursor)
  const where: string[] = ['tenant = :tenant']
  const values: Values = { tenant: query.tenantId, limit: limit + 1 }
  const only = (condition: string, more: Values) => {
    where.push(condition)
    Object.assign(values, more)
  }

  for (const name of ['leadUnitId', 'communityId', 'category', 'matterCode', 'warning'] as const) {
    const value = query[name]
    if (value !== undefined) only(`summary ->> '$.${name}' = :${name}`, { [name]: value })
  }
  if (statuses)
    only(`summary ->> '$.status' in (select value from json_each(:statuses))`, {
      statuses: JSON.stringify(statuses),
    })
  if (text !== undefined) only('instr(search, :needle) > 0', { needle: searchNeedle(text) })
  if (query.photo !== undefined)
    only(
      `exists (select 1 from ticket_photo as it
        where it.tenant = ticket.tenant and it.ticket = ticket.id and sha256 = :photo)`,
      { photo: query.photo },
    )
  // Any of the conditions; one that is not given is null, and nothing equals that.
  if (visibility)
    only(
      `(exists (select 1 from json_each(summary, '$.partyUnitIds') as party
          where party.value in (select value from json_each(:units)))
        or summary ->> '$.citizenId' = :citizen or summary ->> '$.createdBy' = :creator)`,
      {
        units: JSON.stringify(visibility.unitIds ?? []),
        citizen: visibility.citizenId ?? null,
        creator: visibility.createdBy ?? null,
      },
    )
  const [key, direction, beyond] = order === 'due' ? ['due', 'asc', '>'] : ['updated', 'desc', '<']
  if (start) only(`(${key}, id) ${beyond} (:key, :id)`, { key: start.key, id: start.ticketId })

  const rows = sql.all(
    LineRow,
    `select summary from ticket where ${where.join(' and ')}
     order by ${key} ${direction}, id ${direction} limit :limit`,
    values,
  )
  return listPage(
    rows.map(({ summary }) => summary),
    limit,
    order,
  )
}
