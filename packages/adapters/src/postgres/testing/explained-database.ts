/** A database in memory that gives account of what it looked at to answer. */
import { Kysely, PGliteDialect, sql } from 'kysely'
import * as z from 'zod/mini'
import type { Database } from '../database.ts'
import { migrateDatabase } from '../migrate.ts'
import { newPglite } from './new-pglite.ts'

interface PlanNode {
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  Plans?: PlanNode[]
}

const PlanNode: z.ZodMiniType<PlanNode> = z.object({
  'Relation Name': z.exactOptional(z.string()),
  'Actual Rows': z.number(),
  'Actual Loops': z.number(),
  'Rows Removed by Filter': z.exactOptional(z.number()),
  get Plans() {
    return z.exactOptional(z.array(PlanNode))
  },
})
const PlanRow = z.object({ 'QUERY PLAN': z.tuple([z.object({ Plan: PlanNode })]) })

/** With the tables of the store, and set as docs/performance.md asks of a server on solid state disks. */
export async function explainedDatabase() {
  let plans: PlanNode[] | undefined
  const db = new Kysely<Database>({
    dialect: new PGliteDialect({
      pglite: newPglite,
      onCreateConnection: async (connection) => {
        const execute = connection.executeQuery.bind(connection)
        connection.executeQuery = async (query) => {
          if (plans) {
            const { rows } = await execute({ ...query, sql: `explain (analyze, format json) ${query.sql}` })
            plans.push(z.parse(PlanRow, rows[0])['QUERY PLAN'][0].Plan)
          }
          return execute(query)
        }
      },
    }),
  })
  await migrateDatabase(db)
  await sql`set random_page_cost = 1.1`.execute(db)
  /** How many rows of the tables were looked at for whatever `run` asks. */
  async function rowsReadBy(run: () => Promise<unknown>, tables: readonly string[]): Promise<number> {
    const asked: PlanNode[] = (plans = [])
    try {
      await run()
    } finally {
      plans = undefined
    }
    return asked.reduce((sum, each) => sum + rowsRead(each, tables), 0)
  }
  return { db, rowsReadBy }
}

function rowsRead(node: PlanNode, tables: readonly string[]): number {
  const own = tables.includes(node['Relation Name'] ?? '')
    ? (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
    : 0
  return own + (node.Plans ?? []).reduce((sum, each) => sum + rowsRead(each, tables), 0)
}
