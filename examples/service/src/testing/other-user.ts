/** Somebody whom rights on the disk bind: root may write anywhere, so that tests as root see nothing of them. */
import { execFileSync } from 'node:child_process'

export interface OtherUser {
  /** For `spawn`; nothing where we are bound ourselves. */
  ids: { uid?: number; gid?: number }
  /** Why programs cannot be run as that user here. */
  cannot?: string
}

/** Nobody, by the number that Linux gives them, where we are root; else we ourselves. */
export function otherUser(): OtherUser {
  if (process.getuid?.() !== 0) return { ids: {} }
  const ids = { uid: 65_534, gid: 65_534 }
  try {
    execFileSync(process.execPath, ['--eval', 'fs.readFileSync(process.argv[1])', import.meta.filename], {
      ...ids,
      stdio: 'ignore',
    })
    return { ids }
  } catch {
    return { ids, cannot: 'another user may not read the sources here, or cannot be had' }
  }
}
