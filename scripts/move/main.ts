/** Carries an embedded database to a PostgreSQL server and prints what arrived. */
import { diskAttachments } from '@chuishao/adapters/attachments-disk'
import { openPostgres } from '@chuishao/adapters/pg'
import { DirectoryFaultError, DirectoryInUseError, openPglite } from '@chuishao/adapters/pglite'
import {
  databaseFault,
  moveDatabase,
  OtherMoveError,
  photosThere,
  TargetNotEmptyError,
  type MoveReport,
} from '@chuishao/adapters/postgres'
import { NewerDataError } from '@chuishao/core/versions'
import { readMoveOptions, usage, type MoveOptions } from './move-options.ts'
import { photosToldFirst, photosToldLast, PhotosUnknownError } from './photos-words.ts'

const options = readMoveOptions(process.argv.slice(2), process.env, process.cwd())
if (typeof options === 'string') {
  console.error(options)
  process.exitCode = options === usage && process.argv.includes('--help') ? 0 : 1
} else {
  process.exitCode = await move(options).catch((error: unknown) => {
    console.error(`\n${sentenceFor(error)}\n`)
    return 1
  })
}

async function move({ directory, url, photos }: MoveOptions): Promise<number> {
  const source = await openPglite({ directory })
  try {
    const there = await photosThere(
      source.db,
      photos === 's3' ? undefined : diskAttachments({ directory: photos.directory }),
    )
    console.log([...photosToldFirst(photos, there), ''].join('\n'))
    // A table of millions of rows takes its time to compare.
    const target = await openPostgres({ url, statementTimeoutMs: 3_600_000 })
    try {
      const report = await moveDatabase({
        from: source.db,
        to: target.db,
        onProgress: ({ tenantId, table, rows }) => console.log(`${tenantId}  ${table}: ${rows} rows`),
      })
      console.log([...sentences(report, directory), ...photosToldLast(photos, there)].join('\n'))
      return report.ok ? 0 : 1
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

function sentences({ ok, resumed, tenants }: MoveReport, directory: string): string[] {
  const lines = tenants.flatMap(({ tenantId, rows, position, chains, problems }) => [
    `\nTenant ${tenantId}: feed position ${position}, ${chains} hash chains walked`,
    ...Object.entries(rows).map(([table, count]) => `  ${table}: ${count} rows${sameness(table, problems)}`),
    ...problems.map((problem) => `  PROBLEM: ${problem}`),
  ])
  const end = ok
    ? [
        `全部到达，与来源一致。${resumed ? '（接续并完成了上次的迁移。）' : ''}请在服务器上启动服务；确认无误前请保留 ${directory}。`,
        `Everything arrived.${resumed ? ' (An earlier move was finished.)' : ''} Start the service on the server; keep ${directory} until you are sure.`,
      ]
    : [
        '有不一致之处，见上面的 PROBLEM。请勿在服务器上启动服务。',
        'Something is different, see PROBLEM above. Do not start a service on the server.',
      ]
  return [...lines, '', ...end]
}

function sentenceFor(error: unknown): string {
  if (error instanceof DirectoryInUseError)
    return `${error.directory} 正被进程 ${error.pid} 使用，请先停止它。\n${error.message}`
  const said =
    error instanceof TargetNotEmptyError ||
    error instanceof OtherMoveError ||
    error instanceof DirectoryFaultError ||
    error instanceof PhotosUnknownError ||
    error instanceof NewerDataError
      ? error.sentence
      : databaseFault(error)
  if (said) return `${said.zh}\n${said.en}`
  return error instanceof Error ? error.message : String(error)
}

function sameness(table: string, problems: string[]): string {
  return problems.some((problem) => problem.startsWith(`${table}:`)) ? '' : ', the same as in the source'
}
