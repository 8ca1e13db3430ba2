/** How many messages to webhooks and robots wait, and how many were given up, for the metrics. */
import type { ServedDatabase } from '../parts/serve-databases.ts'

export async function outboxRows(
  databases: readonly ServedDatabase[],
): Promise<{ waiting: number; dead: number }> {
  const counts = { waiting: 0, dead: 0 }
  for (const db of databases.flatMap((it) => it.db() ?? [])) {
    const rows = await db
      .selectFrom('whistle_delivery')
      .where('status', '<>', 'delivered')
      .groupBy('status')
      .select(({ fn }) => ['status', fn.countAll().as('count')])
      .execute()
    for (const { status, count } of rows) counts[status === 'dead' ? 'dead' : 'waiting'] += Number(count)
  }
  return counts
}
