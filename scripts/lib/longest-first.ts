/**
 * The order in which files of tests begin. Vitest begins with the largest, and with what took longest before; a new clone
 * has no before, and the files that take longest are small ones that start processes or walk every path. What begins
 * last and takes long leaves all cores but one idle.
 */
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Those of the long round that take minutes, then those that take several seconds each, by project so that one worker goes from file to file. */
export const longestFiles: readonly string[] = [
  'packages/adapters/src/faults/faults.long.test.ts',
  'examples/cluster/src/cluster.long.test.ts',
  'packages/core/src/lifecycle/proof/sequences.long.test.ts',
  'examples/service/src/commands/commands.test.ts',
  'examples/service/src/commands/first-steps.test.ts',
  'examples/service/src/serve/database-away.test.ts',
  'examples/service/src/serve/stop.test.ts',
  'examples/portal/src/server/main.test.ts',
  'examples/portal/src/server/portal.test.ts',
  'examples/sqlite-store/src/broken-stores.test.ts',
  'scripts/docs/snippets.test.ts',
  'scripts/move/move.test.ts',
  'packages/adapters/src/routed/routed-store.test.ts',
  'packages/adapters/src/backup/backup.test.ts',
  'packages/adapters/src/postgres/pglite.test.ts',
  'packages/adapters/src/postgres/crash.test.ts',
  'packages/adapters/src/postgres/rollup/rollup-crash.test.ts',
  'packages/adapters/src/faults/faults.test.ts',
  'packages/adapters/src/offline/simulation/simulation.test.ts',
  'packages/core/src/lifecycle/proof/paths.test.ts',
  'packages/core/src/lifecycle/proof/sequences.test.ts',
  'packages/core/src/insight/common-issues/quality.test.ts',
  'packages/core/src/matters/export/round-trip.test.ts',
]

/** Where a file stands among them; behind all of them where it does not. */
export function placeOf(file: string): number {
  const place = longestFiles.findIndex((it) => file.endsWith(`/${it}`))
  return place < 0 ? longestFiles.length : place
}

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const order = ({ project }: TestSpecification) => project.config.sequence.groupOrder
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => order(a) - order(b) || placeOf(a.moduleId) - placeOf(b.moduleId))
  }
}
