/** Carries everything that a store holds into another, empty database, and proves that it arrived. */
import type { Sentence } from '@chuishao/core/ticket'
import { sql, type Kysely } from 'kysely'
import * as z from 'zod/mini'
import type { Database } from '../database.ts'
import { readRow } from '../read-row.ts'
import { copyTable } from './copy-table.ts'
import { markTable, storedTables, storedTenants } from './stored-tables.ts'
import { verifyTenant, type TenantCheck } from './verify-move.ts'

export interface MoveOptions {
  /** Nobody else may write to it meanwhile. */
  from: Kysely<Database>
  /** Its schema must be up to date (`openPglite` and `openPostgres` see to that), and nothing may be in it. */
  to: Kysely<Database>
  /** Rows that are carried at once. */
  batch?: number
  onProgress?: (progress: MoveProgress) => void
}

export interface MoveProgress {
  tenantId: string
  table: string
  /** Rows of this tenant in this table so far. */
  rows: number
}

export interface MoveReport {
  /** True where nothing is missing and nothing is different. */
  ok: boolean
  /** True where an earlier move of the same source was broken off, and this one went on with it. */
  resumed: boolean
  tenants: TenantCheck[]
}

/** The target holds something, and not the beginning of this move. */
export class TargetNotEmptyError extends Error {
  override readonly name = 'TargetNotEmptyError'
  readonly code = 'targetNotEmpty'
  readonly sentence: Sentence
  constructor(table: string) {
    const en = `The target has rows in ${table}. A move needs an empty database.`
    super(en)
    this.sentence = { zh: `目标数据库的 ${table} 中已有数据，迁移须用空数据库。`, en }
  }
}

/** The target has the beginning of a move from another source, or from this one before it was changed. */
export class OtherMoveError extends Error {
  override readonly name = 'OtherMoveError'
  readonly code = 'otherMove'
  readonly sentence: Sentence
  constructor() {
    const en =
      'The target has part of another source, or of this one before it was changed. Empty it, and begin again.'
    super(en)
    this.sentence = { zh: '目标数据库中有其他来源（或本来源改动之前）的一部分，请清空后重新开始。', en }
  }
}

/**
 * Copies tenant by tenant, in batches; a move that was broken off goes on where it is called again with the same source.
 * Then compares counts and contents of every table, walks every hash chain, and answers what it found. The source stays
 * as it is. Throws {@link TargetNotEmptyError} and {@link OtherMoveError} before it writes anything.
 */
export async function moveDatabase({
  from,
  to,
  batch = 500,
  onProgress = () => {},
}: MoveOptions): Promise<MoveReport> {
  const tables = await storedTables(from)
  const source = await fingerprint(from)
  const resumed = await beginMove(to, source)

  const tenantIds = await storedTenants(from)
  for (const tenantId of tenantIds) {
    for (const table of tables) {
      let rows = 0
      const onRows = (count: number) => onProgress({ tenantId, table: table.name, rows: (rows += count) })
      await copyTable({ from, to, table, tenantId, batch, onRows })
    }
  }

  const tenants: TenantCheck[] = []
  for (const tenantId of tenantIds) tenants.push(await verifyTenant({ from, to, tables, tenantId }))
  const ok = tenants.every(({ problems }) => problems.length === 0)
  // As long as the mark is there the move counts as unfinished, and may be called again.
  if (ok) await sql`drop table ${sql.table(markTable)}`.execute(to)
  return { ok, resumed, tenants }
}

const Mark = z.object({ source: z.string() })

/** True where the target has the beginning of this move. */
async function beginMove(to: Kysely<Database>, source: string): Promise<boolean> {
  const known = await to.introspection.getTables()
  if (known.some(({ name }) => name === markTable)) {
    const { rows } = await sql`select source from ${sql.table(markTable)}`.execute(to)
    if (rows[0] !== undefined && readRow(markTable, Mark, rows[0]).source !== source)
      throw new OtherMoveError()
    if (rows[0] !== undefined) return true
  }
  // Also the city-wide copy of other districts, and what is none of ours.
  for (const { schema, name, isView } of known) {
    if (isView || name.startsWith('whistle_migration')) continue
    const { rows } = await sql`select 1 from ${sql.id(schema ?? 'public', name)} limit 1`.execute(to)
    if (rows.length > 0) throw new TargetNotEmptyError(name)
  }
  await to.transaction().execute(async (tx) => {
    await sql`create table if not exists ${sql.table(markTable)} (source text not null)`.execute(tx)
    await sql`insert into ${sql.table(markTable)} (source) values (${source})`.execute(tx)
  })
  return false
}

const Fingerprint = z.object({ text: z.string() })

/** Tells one source from another, and from itself after something happened in it. */
async function fingerprint(db: Kysely<Database>): Promise<string> {
  const { rows } = await sql`
    select md5(coalesce(string_agg(line, ' ' order by line collate "C"), '')) as text from (
      select concat_ws(':', feed.tenant_id, feed.position, md5(event.event::text),
        (select count(*) from whistle_view as view where view.tenant_id = feed.tenant_id)) as line
      from whistle_feed as feed
      left join whistle_event as event
        on event.tenant_id = feed.tenant_id and event.position = feed.position
      union all
      select concat_ws(':', 'photo', tenant_id, sha256, person_id, uploaded_at) from whistle_photo_upload
    ) as lines`.execute(db)
  return readRow('whistle_feed', Fingerprint, rows[0]).text
}
