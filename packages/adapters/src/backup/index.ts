export {
  BackupError,
  BackupExistsError,
  BackupFailedError,
  PhotosMissingError,
  RestoreFailedError,
} from './backup-failed.ts'
export { backUp, type BackUpOptions } from './back-up.ts'
export type { DatabasePlace } from './database-place.ts'
export { NotABackupError, type Manifest } from './manifest.ts'
export { PostgresToolError } from './postgres-tools.ts'
export {
  OtherDatabasesError,
  restore,
  RestoreTargetNotEmptyError,
  type RestoreOptions,
  type RestoreReport,
} from './restore.ts'
