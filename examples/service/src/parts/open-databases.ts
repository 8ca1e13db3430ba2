/** Opens every database of the configuration at once: for commands, which need all of them. */
import type { Database } from '@chuishao/adapters/postgres'
import type { TicketStore } from '@chuishao/core/service'
import type { Kysely } from 'kysely'
import { OptionsError } from '../commands/options.ts'
import type { DatabaseChoice } from '../config/service-config.ts'
import { telling, tellWaiting } from './tell-waiting.ts'

export interface OpenDatabase {
  store: TicketStore
  db: Kysely<Database>
  /** The tenants of the configuration that it holds. */
  tenantIds: string[]
  close(): Promise<void>
}

export interface OpenDatabases {
  databases: OpenDatabase[]
  close(): Promise<void>
}

export interface OpenDatabasesOptions {
  choices: readonly DatabaseChoice[]
  tenantIds: readonly string[]
  onConnectionLost?: (error: Error) => void
  /** For commands that ask about a whole tenant at once; as the configuration says otherwise. */
  statementTimeoutMs?: number
}

export async function openDatabases({
  choices,
  tenantIds,
  onConnectionLost = () => {},
  statementTimeoutMs,
}: OpenDatabasesOptions): Promise<OpenDatabases> {
  await refuseMissing(choices)
  const tell = tellWaiting(choices)
  const attempts = await Promise.allSettled(
    choices.map(async (choice, index): Promise<OpenDatabase> => {
      const opened = await telling(
        () => tell(index + 1),
        () =>
          openDatabase(choice, {
            onConnectionLost,
            ...(statementTimeoutMs !== undefined && { statementTimeoutMs }),
          }),
      )
      return { ...opened, tenantIds: tenantsIn(choice, tenantIds) }
    }),
  )
  const databases = attempts.flatMap((it) => (it.status === 'fulfilled' ? it.value : []))
  const close = async () => {
    await Promise.allSettled(databases.map((it) => it.close()))
  }
  const failed = attempts.find((it) => it.status === 'rejected')
  if (failed) {
    await close()
    throw failed.reason
  }
  return { databases, close }
}

/**
 * For commands about what is there: to open a directory that was mistyped would make an empty database in it, in which all
 * is well.
 */
export async function refuseMissing(choices: readonly DatabaseChoice[]): Promise<void> {
  for (const { directory } of choices) {
    if (directory === undefined) continue
    const { holdsDatabase } = await import('@chuishao/adapters/pglite')
    if (!holdsDatabase(directory))
      throw new OptionsError(
        `${directory} 中没有数据库，请核对配置中的目录 / There is no database in it: look at the directory in the configuration`,
      )
  }
}

/** The tenants of the configuration that a database holds. */
export const tenantsIn = ({ tenants }: DatabaseChoice, tenantIds: readonly string[]): string[] =>
  tenantIds.filter((it) => tenants === 'all' || tenants.includes(it))

/** The driver of the other kind is not loaded. */
export async function openDatabase(
  choice: DatabaseChoice,
  {
    onConnectionLost,
    statementTimeoutMs,
    signal,
  }: { onConnectionLost: (error: Error) => void; statementTimeoutMs?: number; signal?: AbortSignal },
) {
  const { url, directory, poolSize, startTimeoutSeconds, connectTimeoutMs, prepareStatements } = choice
  if (url !== undefined) {
    const { openPostgres } = await import('@chuishao/adapters/pg')
    return openPostgres({
      url,
      poolSize,
      startTimeoutMs: startTimeoutSeconds * 1000,
      connectTimeoutMs,
      statementTimeoutMs: statementTimeoutMs ?? choice.statementTimeoutMs,
      prepareStatements,
      onConnectionLost,
      ...(signal && { signal }),
    })
  }
  const { openPglite } = await import('@chuishao/adapters/pglite')
  return openPglite({ directory: directory ?? '' })
}
