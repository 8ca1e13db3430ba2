/** Keys are compared by their digests: nobody learns one from how long a comparison takes, or from the memory of a process. */
import { createHash } from 'node:crypto'
import type { Open311Key } from '../config/open311-config.ts'

export const digestOfKey = (key: string): string => createHash('sha256').update(key).digest('hex')

/** Undefined where the key is not given. */
export const digestOf = ({ key, sha256 }: Pick<Open311Key, 'key' | 'sha256'>): string | undefined =>
  sha256 ?? (key === undefined ? undefined : digestOfKey(key))
