/** PostgreSQL's own load generator on the bare rows of one command: what the server can do with nobody in between. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { AppendRequest } from '@chuishao/core/service'
import { postgresFolder } from '../../src/postgres/testing/start-postgres.ts'
import type { LoadOptions } from './store-load.ts'

/** The rows of one command on a ticket that is there, one statement for each, in one transaction. */
const script = ({ tenants, from, to }: LoadOptions, { deadlines }: AppendRequest) => String.raw`
\set tenant random(0, ${tenants - 1})
\set n random(${from}, ${to - 1})
begin;
update whistle_ticket set version = version + 1, state = :state, summary = :summary, updated_at = :at
  where tenant_id = 'tenant-' || :tenant::integer and ticket_id = ('01970000-0000-7000-8000-' || lpad(to_hex(:n::integer), 12, '0'))::uuid
  returning version \gset
${deadlines
  .map(
    ({ kind }) => `insert into whistle_deadline (tenant_id, ticket_id, kind, due_at)
  values ('tenant-' || :tenant::integer, ('01970000-0000-7000-8000-' || lpad(to_hex(:n::integer), 12, '0'))::uuid, '${kind}', :at)
  on conflict (tenant_id, ticket_id, kind) do update set due_at = excluded.due_at;`,
  )
  .join('\n')}
update whistle_feed set position = position + 1 where tenant_id = 'tenant-' || :tenant::integer returning position \gset
insert into whistle_command (tenant_id, command_id, ticket_id, fingerprint, version, position)
  values ('tenant-' || :tenant::integer, gen_random_uuid()::text, ('01970000-0000-7000-8000-' || lpad(to_hex(:n::integer), 12, '0'))::uuid, :fingerprint, :version, :position);
insert into whistle_event (tenant_id, ticket_id, version, position, event, summary)
  values ('tenant-' || :tenant::integer, ('01970000-0000-7000-8000-' || lpad(to_hex(:n::integer), 12, '0'))::uuid, :version, :position, :event, :summary);
commit;
`

/** Answers transactions per second; 0 where none was done in time. Statements are prepared, and the payload travels with each, as the store's does. */
export async function pgbench(url: string, load: LoadOptions, model: AppendRequest): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'chuishao-pgbench-'))
  try {
    const file = join(folder, 'command.sql')
    writeFileSync(file, script(load, model))
    const payload = {
      state: JSON.stringify(model.ticket),
      summary: JSON.stringify(model.summary),
      event: JSON.stringify(model.events[0]),
      fingerprint: model.fingerprint,
      at: model.summary.updatedAt,
    }
    const variables = Object.entries(payload).flatMap(([name, value]) => ['-D', `${name}=${value}`])
    const args = ['-n', '-M', 'prepared', '-c', load.callers, '-j', 1, '-T', load.seconds, '-f', file]
    const { stdout } = await promisify(execFile)(join(postgresFolder(), 'pgbench'), [
      ...args.map(String),
      ...variables,
      url,
    ])
    // On a busy machine many clients on one tenant may stand in each other's way for a second.
    if (/actually processed: 0$/m.test(stdout)) return 0
    const tps = /tps = ([\d.]+)/.exec(stdout)?.[1]
    if (tps === undefined) throw new Error(`pgbench said: ${stdout}`)
    return Number(tps)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
