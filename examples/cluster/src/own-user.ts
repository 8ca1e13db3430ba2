/** PostgreSQL refuses to run as root: then the cluster's programs run as the user that its package made. */
import { execFileSync } from 'node:child_process'
import { program } from './programs.ts'

export interface User {
  uid: number
  gid: number
}

/** Undefined where we are nobody special: programs then run as whoever started them. */
export function ownUser(): User | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

/** Throws a sentence where that user cannot get at a directory, because one above it is closed to others. */
export function requireReachable(folder: string, user: User | undefined): void {
  if (!user) return
  try {
    const drop = ['--reuid', String(user.uid), '--regid', String(user.gid), '--clear-groups']
    execFileSync(program('setpriv'), [...drop, 'test', '-w', folder], { stdio: 'ignore' })
  } catch {
    throw new Error(
      `${folder} cannot be reached by the user postgres, as which the databases run: name another directory.`,
    )
  }
}
