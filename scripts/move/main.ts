/** Carries an embedded database to a PostgreSQL server and prints what arrived. */
import { openPostgres } from '@chuishao/adapters/pg'
import { openPglite } from '@chuishao/adapters/pglite'
import { databaseFault, moveDatabase, type MoveReport } from '@chuishao/adapters/postgres'
import { readMoveOptions, usage, type MoveOptions } from './move-options.ts'

const options = readMoveOptions(process.argv.slice(2), process.env, process.cwd())
if (typeof options === 'string') {
  console.error(options)
  process.exitCode = options === usage && process.argv.includes('--help') ? 0 : 1
} else {
  process.exitCode = await move(options).catch((error: unknown) => {
    const fault = databaseFault(error)
    const text = error instanceof Error ? error.message : String(error)
    console.error(`\n${fault ? `${fault.zh}\n${fault.en}` : text}\n`)
    return 1
  })
}

async function move({ directory, url, photos }: MoveOptions): Promise<number> {
  const source = await openPglite({ directory })
  try {
    // A table of millions of rows takes its time to compare.
    const target = await openPostgres({ url, statementTimeoutMs: 3_600_000 })
    try {
      const report = await moveDatabase({
        from: source.db,
        to: target.db,
        onProgress: ({ tenantId, table, rows }) => console.log(`${tenantId}  ${table}: ${rows} rows`),
      })
      console.log(sentences(report, directory, photos))
      return report.ok ? 0 : 1
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

function sentences(
  { ok, resumed, tenants }: MoveReport,
  directory: string,
  photos: string | undefined,
): string {
  const lines = tenants.flatMap(({ tenantId, rows, position, chains, problems }) => [
    `\nTenant ${tenantId}: feed position ${position}, ${chains} hash chains walked`,
    ...Object.entries(rows).map(([table, count]) => `  ${table}: ${count} rows${sameness(table, problems)}`),
    ...problems.map((problem) => `  PROBLEM: ${problem}`),
  ])
  const end = ok
    ? `Everything arrived.${resumed ? ' (An earlier move was finished.)' : ''} Start the service on the server; keep ${directory} until you are sure.`
    : 'Something is different, see PROBLEM above. Do not start a service on the server.'
  const about = photos
    ? `Photos are files, not rows: the service needs the directory ${photos} as before.`
    : 'Photos are files, not rows: the service needs their directory as before.'
  return [...lines, '', end, about].join('\n')
}

function sameness(table: string, problems: string[]): string {
  return problems.some((problem) => problem.startsWith(`${table}:`)) ? '' : ', the same as in the source'
}
