/** Opens every database of the configuration, and joins several into one store, each tenant in its own. */
import type { Database } from '@chuishao/adapters/postgres'
import { routedStore } from '@chuishao/adapters/routed'
import type { TicketStore } from '@chuishao/core/service'
import type { Kysely } from 'kysely'
import type { DatabaseChoice } from '../config/service-config.ts'

export interface OpenDatabase {
  store: TicketStore
  db: Kysely<Database>
  /** The tenants of the configuration that it holds. */
  tenantIds: string[]
  close(): Promise<void>
}

export interface OpenDatabases {
  /** All of them as one. */
  store: TicketStore
  databases: OpenDatabase[]
  close(): Promise<void>
}

export interface OpenDatabasesOptions {
  choices: readonly DatabaseChoice[]
  tenantIds: readonly string[]
  onConnectionLost?: (error: Error) => void
  /** For commands that ask about a whole tenant at once; the driver's default otherwise. */
  statementTimeoutMs?: number
}

export async function openDatabases({
  choices,
  tenantIds,
  onConnectionLost = () => {},
  statementTimeoutMs,
}: OpenDatabasesOptions): Promise<OpenDatabases> {
  const databases: OpenDatabase[] = []
  const close = async () => {
    await Promise.allSettled(databases.map((it) => it.close()))
  }
  try {
    for (const choice of choices) {
      const { tenants } = choice
      const held = tenantIds.filter((it) => tenants === 'all' || tenants.includes(it))
      databases.push({
        ...(await openOne(choice, { onConnectionLost, statementTimeoutMs })),
        tenantIds: held,
      })
    }
  } catch (error) {
    await close()
    throw error
  }
  const [only, ...others] = databases
  if (only !== undefined && others.length === 0) return { store: only.store, databases, close }
  const routes = Object.fromEntries(
    databases.flatMap(({ store, tenantIds: held }) => held.map((it) => [it, store])),
  )
  return { store: routedStore({ routes }), databases, close }
}

/** The driver of the other kind is not loaded. */
async function openOne(
  { url, directory, poolSize, startTimeoutSeconds }: DatabaseChoice,
  {
    onConnectionLost,
    statementTimeoutMs,
  }: { onConnectionLost: (error: Error) => void; statementTimeoutMs: number | undefined },
) {
  if (url !== undefined) {
    const { openPostgres } = await import('@chuishao/adapters/pg')
    return openPostgres({
      url,
      poolSize,
      startTimeoutMs: startTimeoutSeconds * 1000,
      onConnectionLost,
      ...(statementTimeoutMs !== undefined && { statementTimeoutMs }),
    })
  }
  const { openPglite } = await import('@chuishao/adapters/pglite')
  return openPglite({ directory: directory ?? '' })
}
