/** How many deadlines are late, over all databases, for the metrics. */
import type { ServedDatabase } from '../parts/serve-databases.ts'

export async function deadlinesDue(
  databases: readonly ServedDatabase[],
  now: Date,
): Promise<{ due: number; lagSeconds: number }> {
  const found = await Promise.all(
    databases
      .flatMap((it) => it.db() ?? [])
      .map((db) =>
        db
          .selectFrom('whistle_deadline')
          .where('due_at', '<=', now.toISOString())
          .select(({ fn }) => [fn.countAll().as('due'), fn.min('due_at').as('first')])
          .executeTakeFirstOrThrow(),
      ),
  )
  const first = found.flatMap((it) => it.first ?? []).toSorted()[0]
  return {
    due: found.reduce((sum, it) => sum + Number(it.due), 0),
    lagSeconds: first === undefined ? 0 : (now.getTime() - Date.parse(first)) / 1000,
  }
}
