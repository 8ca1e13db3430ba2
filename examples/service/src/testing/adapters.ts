/** What the tests of other parts run against, too. It is no part of what is published, so it is named by its place. */
export { connectAsItIs } from '../../../../packages/adapters/src/backup/database-place.ts'
export {
  startReceiver,
  status,
  type Receiver,
} from '../../../../packages/adapters/src/delivery/testing/receiver.ts'
export {
  audience,
  makeKey,
  startProvider,
} from '../../../../packages/adapters/src/identity/testing/start-provider.ts'
export { lockDirectory } from '../../../../packages/adapters/src/postgres/directory-lock.ts'
export { newPgliteDirectory } from '../../../../packages/adapters/src/postgres/testing/new-pglite.ts'
export {
  startPostgres,
  type TestPostgres,
} from '../../../../packages/adapters/src/postgres/testing/start-postgres.ts'
export {
  versionOneRows,
  writeAsVersionOne,
} from '../../../../packages/adapters/src/postgres/testing/write-version-one.ts'
export { freePorts } from '../../../cluster/src/free-port.ts'
