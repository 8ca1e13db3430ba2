// Runs whatever has a conformance suite, gathers the reports that the suites print, and shows them side by side.
import { join } from 'node:path'
import { run } from './child.mjs'
import { conformanceTables, reportsIn } from './conformance-table.mjs'
import { bin, root } from './paths.mjs'
import { providePostgres } from './postgres.mjs'

/** Test files of the adapters whose suites are run, by the start of their names. */
const files = [
  'src/memory/memory-store',
  'src/postgres/pg',
  'src/routed',
  'src/local',
  'src/http/http-gateway',
  'src/mapped/mapped-gateway',
  'src/offline/offline-gateway',
  'src/open311/gateway/open311-gateway',
  'src/open311/face/face-conformance',
  'src/attachments/disk.test',
  'src/attachments/s3.test',
]

export async function runConformance() {
  const { problem } = await providePostgres()
  if (problem !== undefined) {
    console.error(problem)
    return 1
  }
  const runs = [
    [
      join(bin, 'vitest'),
      ['run', '--project', 'adapters', '--reporter=verbose', '-t', 'conforms to', ...files],
    ],
    ['node', ['--test', join(root, 'examples/sqlite-store/src/conformance.ts')]],
  ]
  const outputs = []
  for (const [command, args] of runs) {
    const { code, output } = await run(command, args)
    outputs.push(output)
    if (code !== 0) console.error(output)
    if (code !== 0) return code
  }
  console.log(conformanceTables(reportsIn(outputs.join('\n'))))
  return 0
}
