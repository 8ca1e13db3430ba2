import { expect, test } from 'vitest'
import { memoryStore } from '../memory/index.ts'
import { reportText, ticketStoreConformance, type ConformanceReport } from './index.ts'
import { runsOf } from './testing/small-runner.ts'

/** What the suite reports of a store in memory, changed by `change`. */
async function reportOf(
  change: Partial<ReturnType<typeof memoryStore>> = {},
  durability = 'memory' as const,
) {
  let report: ConformanceReport | undefined
  const { tests, runner } = runsOf()
  ticketStoreConformance(runner, {
    name: 'a store',
    capabilities: { durability },
    create: async () => {
      const store = { ...memoryStore(), ...change }
      return { store, dispose: () => store.close() }
    },
    onReport: (it) => (report = it),
  })
  for (const { run } of tests) await run().catch(() => {})
  if (!report) throw new Error('there was no report')
  return report
}

test('the report says what ran and which capability left what out', async () => {
  const { groups, title } = await reportOf()
  expect(title).toBe('a store conforms to TicketStore')
  const restart = groups.find(({ name }) => name === 'restart')
  expect(restart).toEqual({ name: 'restart', tests: 0, passed: 0, leftOutFor: 'durability: memory' })
  for (const { tests, passed, name } of groups.filter((it) => it !== restart))
    expect([name, tests > 0, passed]).toEqual([name, true, tests])
})

test('the report does not count what failed', async () => {
  const report = await reportOf({ position: async () => 1 })
  const feed = report.groups.find(({ name }) => name === 'feed')
  expect(feed?.passed).toBeLessThan(feed?.tests ?? 0)
  expect(reportText(report)).toContain('11 of 12 groups ran')
  expect(reportText(report)).toMatch(/restart +left out: durability: memory/)
})
