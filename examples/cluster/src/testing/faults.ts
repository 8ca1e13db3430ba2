/**
 * The load, the log of operations and the checker of the fault rounds. They are no part of what is published, so they are
 * named by their place in the repository.
 */
export type { AnswerCounts } from '../../../../packages/adapters/src/faults/check-answers.ts'
export { checkHistory } from '../../../../packages/adapters/src/faults/check-history.ts'
export {
  openOperationLog,
  readOperationLog,
  type OperationLog,
} from '../../../../packages/adapters/src/faults/operation-log.ts'
export { readSnapshot } from '../../../../packages/adapters/src/faults/snapshot.ts'
export { chanceFrom } from '../../../../packages/adapters/src/faults/testing/chance.ts'
export { startLoad, type Load } from '../../../../packages/adapters/src/faults/testing/load.ts'
export { firstWhistle } from '../../../../packages/adapters/src/faults/testing/next-command.ts'
export {
  personOf,
  tenants,
  type BearerOf,
  type Tenant,
} from '../../../../packages/adapters/src/faults/testing/two-tenants.ts'
export { startPostgres } from '../../../../packages/adapters/src/postgres/testing/start-postgres.ts'
