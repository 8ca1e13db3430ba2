import { expect, test } from 'vitest'
import { runSteps } from './steps.mjs'

const passes = (name: string, passed = 1) => ({ id: name, name, run: async () => ({ passed, failed: 0 }) })
const fails = (name: string) => ({
  id: name,
  name,
  run: async () => ({ passed: 2, failed: 1, output: 'what went wrong' }),
})

async function runQuietly(groups: Parameters<typeof runSteps>[0]) {
  const lines: string[] = []
  const result = await runSteps(groups, { log: (line: string) => void lines.push(line), now: () => 0 })
  return { ...result, lines }
}

test('progress counts steps, and the totals count checks and tests', async () => {
  const { passed, failed, lines } = await runQuietly([[passes('lint')], [passes('unit tests', 212)]])
  expect({ passed, failed }).toEqual({ passed: 213, failed: 0 })
  expect(lines).toEqual([
    '[1/2] lint …',
    '[1/2] lint ✓ 0.0 s',
    '[2/2] unit tests …',
    '[2/2] unit tests ✓ 0.0 s, 212 passed',
  ])
})

test('a failing step shows its output, and the ones after it still run', async () => {
  const { passed, failed, failedNames, lines } = await runQuietly([[fails('types')], [passes('lint')]])
  expect({ passed, failed, failedNames }).toEqual({ passed: 3, failed: 1, failedNames: ['types'] })
  expect(lines.join('\n')).toContain('    what went wrong')
})

test('a step whose needed step failed is not run, and counts as failed', async () => {
  let ran = false
  const dependent = {
    ...passes('size'),
    needs: 'build',
    run: async () => ((ran = true), { passed: 1, failed: 0 }),
  }
  const { failed, failedNames } = await runQuietly([[fails('build')], [dependent]])
  expect(ran).toBe(false)
  expect({ failed, failedNames }).toEqual({ failed: 2, failedNames: ['build', 'size'] })
})

test('a step that throws has failed', async () => {
  const broken = { id: 'x', name: 'x', run: () => Promise.reject(new Error('no disk')) }
  const { failed, lines } = await runQuietly([[broken]])
  expect(failed).toBe(1)
  expect(lines.join('\n')).toContain('no disk')
})
