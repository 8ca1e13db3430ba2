import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './paths.mjs'
import { nodeProblem } from './require-node.mjs'

test.each(['v20.0.0', 'v24.21.0', '100.0.0'])('%s is new enough', (version) => {
  expect(nodeProblem(version)).toBeUndefined()
})

test.each(['v18.20.4', 'v8.0.0', '19.9.0'])(
  '%s is too old, and the sentence names both versions',
  (version) => {
    expect(nodeProblem(version)).toMatch(/Node\.js 20 or newer/)
    expect(nodeProblem(version)).toContain(version)
  },
)

test.each(['start.mjs', 'test.mjs'])('%s ends at once on an old Node, with that sentence', (command) => {
  const pretend = "data:text/javascript,Object.defineProperty(process, 'version', { value: 'v18.20.4' })"
  const result = spawnSync(process.execPath, ['--import', pretend, join(root, 'scripts', command)], {
    encoding: 'utf8',
  })
  expect(result.status).toBe(1)
  expect(result.stderr).toContain('Chuishao needs Node.js 20 or newer to start; this is v18.20.4.')
  expect(result.stdout).toBe('')
})
