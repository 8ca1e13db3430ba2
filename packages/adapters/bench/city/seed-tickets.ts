/**
 * Very many tickets in the shape of a city: one is whistled by the service, the others are rows of its size whose lines
 * differ as real ones do: 1,415 communities, 6,158 grid workers, 1,568 matters in 18 categories; most are closed.
 */
import { sql } from 'kysely'
import { fillSearch } from '../../src/postgres/search/fill-search.ts'
import type { Bench } from './bench-city.ts'
import { modelTicketId, ofModel, whistleModel } from './whistle-model.ts'
import { withoutIndexes } from './without-indexes.ts'

export const benchTenant = (n: number) => `tenant-${n}`
export const benchTicketId = (n: number) => `01970000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

/** Stands once in every ten thousand tickets: what a search for something rare looks for. */
export const rareWord = '鑫源大厦'

const moment = (at: string) => `to_char(${at}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** A query of what of the tickets differs. Looks like chance, and is the same each time. */
export const ticketLines = (from: number, to: number) => `
  select n, ('01970000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id,
    'm-' || matter as matter_code, '类别' || matter % 18 as category, '事项' || matter as matter_name,
    'department-' || matter % 60 as lead_unit_id, 'community-' || a % 1415 as community_id,
    'grid-' || a % 6158 as created_by, case when b % 10 = 0 then 'citizen-' || a % 50000 end as citizen_id,
    status, case when not open then 'none' when b % 33 = 0 then 'red' when b % 19 = 0 then 'yellow' else 'none' end
      as warning,
    ${moment('at')} as updated_at,
    case when open then ${moment("at + b % 300 * interval '1 hour'")} end as due_at,
    (array['路灯不亮', '井盖丢失', '占道经营', '垃圾未清运', '水管破裂', '违停堵门', '噪声扰民', '电梯故障', '绿化破坏', '道路坑洼'])
      [1 + a % 10] || '，' || (array['已持续三天', '夜间无法通行', '影响老人出行', '多次反映未果', '请尽快处理'])[1 + b % 5]
      || case when n % 10000 = 7 then '，${rareWord}门口' else '' end as excerpt,
    (array['新华', '成吉思汗', '锡林', '昭乌达', '呼伦贝尔', '大学', '中山', '学府', '南茶坊', '兴安'])[1 + b % 10] ||
      (array['大街', '北路', '东路', '南街'])[1 + a % 4] || a % 900 || '号院' || b % 40 || '号楼' as address
  from (
    select n, a, b, a % 1568 as matter, timestamp '2024-01-01' + n * interval '1 minute' as at,
      (array['closed', 'closed', 'closed', 'closed', 'closed', 'evaluated', 'evaluated', 'accepted', 'accepted', 'whistled',
        'accepted', 'closed', 'closed', 'closed', 'evaluated', 'rejected', 'underReview.resolved', 'withdrawn', 'closed', 'whistled'])
        [1 + b % 20] as status
    from generate_series(${from}, ${to}) as n,
      lateral (select abs(hashint4(n)::bigint) as a, abs(hashint4(n + 500000000)::bigint) as b) as chance
  ) as chosen, lateral (select status in ('accepted', 'whistled', 'rejected', 'underReview.resolved') as open) as o`

/** Adds tickets `from` … `to` to a tenant, each with one event, its parties, and the deadline of an open one. */
export async function seedTickets(
  { db, service }: Pick<Bench, 'db' | 'service'>,
  { tenantId, from, to }: { tenantId: string; from: number; to: number },
): Promise<void> {
  await whistleModel(service, tenantId)
  await withoutIndexes(
    db,
    ['whistle_ticket', 'whistle_party', 'whistle_event', 'whistle_deadline'],
    async (tx) => {
      const own = (column: string) => sql.raw(ofModel(`t.${column}`, 'l.id'))
      const tenant = sql.lit(tenantId)
      await sql`create temporary table line on commit drop as ${sql.raw(ticketLines(from, to))}`.execute(tx)
      await sql`analyze line`.execute(tx)
      await sql`
      insert into whistle_ticket (tenant_id, ticket_id, version, state, summary, status, warning, matter_code, category,
        lead_unit_id, community_id, created_by, citizen_id, search_text, updated_at, due_key)
      select t.tenant_id, l.id, t.version, ${own('state')}, json_strip_nulls(json_build_object(
          'ticketId', l.id, 'version', t.version, 'status', l.status, 'matterCode', l.matter_code,
          'matterName', l.matter_name, 'category', l.category, 'excerpt', l.excerpt, 'address', l.address,
          'communityId', l.community_id, 'leadUnitId', l.lead_unit_id, 'assistUnitIds', '[]'::json,
          'partyUnitIds', json_build_array(l.community_id, l.lead_unit_id), 'createdBy', l.created_by,
          'citizenId', l.citizen_id, 'warning', l.warning, 'supervised', false, 'suspended', false, 'designated', false,
          'dueAt', l.due_at, 'createdAt', l.updated_at, 'updatedAt', l.updated_at)),
        l.status, l.warning, l.matter_code, l.category, l.lead_unit_id, l.community_id, l.created_by, l.citizen_id,
        l.matter_name || E'\n' || l.excerpt || E'\n' || l.address, l.updated_at, coalesce(l.due_at, 'none')
      from line l, whistle_ticket t
      where t.tenant_id = ${tenant} and t.ticket_id = ${sql.lit(modelTicketId)}::uuid`.execute(tx)
      await sql`
      insert into whistle_party (tenant_id, unit_id, ticket_id)
      select ${tenant}, unit_id, id from line, lateral (values (community_id), (lead_unit_id)) as party (unit_id)`.execute(
        tx,
      )
      await sql`
      insert into whistle_event (tenant_id, ticket_id, version, position, event, summary)
      select t.tenant_id, l.id, 1, (select position from whistle_feed where tenant_id = ${tenant}) + n - ${sql.lit(from)} + 1,
        ${own('event')}, ${own('summary')}
      from line l, whistle_event t
      where t.tenant_id = ${tenant} and t.ticket_id = ${sql.lit(modelTicketId)}::uuid`.execute(tx)
      await sql`
      update whistle_feed set position = position + ${sql.lit(to - from + 1)} where tenant_id = ${tenant}`.execute(
        tx,
      )
      await sql`
      insert into whistle_deadline (tenant_id, ticket_id, kind, due_at)
      select ${tenant}, id, 'handle', due_at from line where due_at is not null`.execute(tx)
    },
  )
  await fillSearch(db)
}
