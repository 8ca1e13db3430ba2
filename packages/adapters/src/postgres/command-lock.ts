/** Whether the same command is being stored by somebody else at this moment, in SQL. */

/**
 * Somebody who repeats a command that is still being stored, at another instance, would wait for its locks. This lock is
 * only asked for, never waited for, and ends with the transaction; that a command takes effect once does not rest on it.
 */
export const tryCommandLock = (tenant: string, command: string) =>
  `pg_try_advisory_xact_lock(hashtextextended(${tenant}::text || ' ' || ${command}::text, 0))`
