import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test('the store conforms under node:test, and the report says what its capabilities leave out', () => {
  const { NODE_OPTIONS: _, NODE_TEST_CONTEXT: __, ...env } = process.env
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--test', '--test-reporter=tap', join(import.meta.dirname, 'conformance.ts')],
    { encoding: 'utf8', env },
  )
  expect({ status, ...(status !== 0 && { stdout, stderr }) }).toEqual({ status: 0 })
  expect(stdout).toContain('sqliteStore on a file conforms to TicketStore: 12 of 12 groups ran')
  expect(stdout).toContain('sqliteStore in memory conforms to TicketStore: 11 of 12 groups ran')
  expect(stdout).toMatch(/restart +left out: durability: memory/)
})
