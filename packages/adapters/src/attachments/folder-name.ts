/** A tenant as a folder, on disk or in a bucket. */
import { Code } from '@chuishao/core/ticket'
import * as z from 'zod/mini'

/** Cannot be `..` or begin with a dot, and differs also where a disk takes A for a. */
export function folderName(tenantId: string): string {
  const bytes = new TextEncoder().encode(z.parse(Code, tenantId))
  return Array.from(bytes, (byte) => {
    const sign = String.fromCharCode(byte)
    return /[a-z0-9_-]/.test(sign) ? sign : `%${byte.toString(16).padStart(2, '0')}`
  }).join('')
}
