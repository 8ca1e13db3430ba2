/** The directory in which everything of a cluster is: empty at the start, and open to the user that databases run as. */
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ownUser, requireReachable } from './own-user.ts'

/** Makes it, a temporary one where none is named; throws a sentence where it cannot be used. */
export function makeClusterFolder(named?: string): string {
  const folder = named ?? mkdtempSync(join(tmpdir(), 'chuishao-cluster-'))
  mkdirSync(folder, { recursive: true })
  if (readdirSync(folder).length > 0) throw new Error(`${folder} is not empty. Name another directory.`)
  const user = ownUser()
  if (user) chownSync(folder, user.uid, user.gid)
  chmodSync(folder, 0o700)
  requireReachable(folder, user)
  return folder
}
