/**
 * Photos on disk, each under the digest of its bytes: `DIRECTORY/TENANT/ab/cdef….jpg`. The ending keeps the media
 * type, so that a file explains itself.
 */
import type { AttachmentStore } from '@chuishao/core/service'
import { Code, Sha256, type AttachmentRef } from '@chuishao/core/ticket'
import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import * as z from 'zod/mini'

export interface DiskAttachmentsOptions {
  /** Where the files live; created where it is missing. */
  directory: string
}

/** The bytes on disk are not those that were stored. */
export class CorruptAttachmentError extends Error {
  override readonly name = 'CorruptAttachmentError'
  readonly code = 'corruptAttachment'
}

type MediaType = AttachmentRef['mediaType']

const endings = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' } satisfies Record<
  MediaType,
  string
>
const mediaTypes: MediaType[] = ['image/jpeg', 'image/png', 'image/webp']

/** Keeps attachments in a directory. Bytes that are stored already are left as they are. */
export function diskAttachments({ directory }: DiskAttachmentsOptions): AttachmentStore {
  const pathOf = (tenantId: string, sha256: string, mediaType: MediaType) =>
    join(directory, folderName(tenantId), sha256.slice(0, 2), `${sha256.slice(2)}.${endings[mediaType]}`)

  async function locate(
    tenantId: string,
    sha256: string,
  ): Promise<{ ref: AttachmentRef; path: string } | undefined> {
    if (!z.safeParse(Code, tenantId).success || !z.safeParse(Sha256, sha256).success) return undefined
    for (const mediaType of mediaTypes) {
      const path = pathOf(tenantId, sha256, mediaType)
      const bytes = await sizeOf(path)
      if (bytes !== undefined) return { ref: { sha256, mediaType, bytes }, path }
    }
    return undefined
  }

  return {
    async put(tenantId, bytes, mediaType) {
      const sha256 = digestOf(bytes)
      const stored = await locate(tenantId, sha256)
      if (stored) return stored.ref
      await writeWhole(pathOf(tenantId, sha256, mediaType), bytes)
      return { sha256, mediaType, bytes: bytes.length }
    },
    find: async (tenantId, sha256) => (await locate(tenantId, sha256))?.ref,
    async get(tenantId, sha256) {
      const stored = await locate(tenantId, sha256)
      if (!stored) return undefined
      const bytes = new Uint8Array(await readFile(stored.path))
      if (digestOf(bytes) !== sha256)
        throw new CorruptAttachmentError(`${stored.path} is not what was stored there`)
      return { ref: stored.ref, bytes }
    },
    async remove(tenantId, sha256) {
      const stored = await locate(tenantId, sha256)
      if (!stored) return
      await rm(stored.path, { force: true })
      await syncFolder(dirname(stored.path))
    },
  }
}

/** A tenant as a folder that cannot be `..`, and that differs also where a disk takes A for a. */
function folderName(tenantId: string): string {
  const bytes = new TextEncoder().encode(z.parse(Code, tenantId))
  return Array.from(bytes, (byte) => {
    const sign = String.fromCharCode(byte)
    return /[a-z0-9_-]/.test(sign) ? sign : `%${byte.toString(16).padStart(2, '0')}`
  }).join('')
}

const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Written and flushed beside its place, then moved there: a crash leaves the whole file or none. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const unfinished = `${path}.${crypto.randomUUID()}.new`
  try {
    const file = await open(unfinished, 'wx')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
  await syncFolder(dirname(path))
}

/** Makes the new name itself durable. Windows cannot open a folder, and does not need it. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
