/**
 * Photos on disk, each under the digest of its bytes: `DIRECTORY/TENANT/ab/cdef….jpg`, and its small picture beside it as
 * `cdef….thumbnail.webp`. The ending keeps the media type, so that a file explains itself.
 */
import type { AttachmentStore } from '@chuishao/core/service'
import { Code, Sha256, type AttachmentRef } from '@chuishao/core/ticket'
import { createReadStream } from 'node:fs'
import { readFile, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import * as z from 'zod/mini'
import { isMissing, onDisk } from './disk-faults.ts'
import { folderName } from './folder-name.ts'
import { verified } from './verified.ts'
import { syncFolder, wholeWriter } from './write-whole.ts'

export interface DiskAttachmentsOptions {
  /** Where the files live; created where it is missing. */
  directory: string
}

type MediaType = AttachmentRef['mediaType']

const endings = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' } satisfies Record<
  MediaType,
  string
>
const mediaTypes: MediaType[] = ['image/jpeg', 'image/png', 'image/webp']
const thumbnailEnding = 'thumbnail.webp'

/** Keeps attachments in a directory. Bytes that are stored already are left as they are. */
export function diskAttachments({ directory }: DiskAttachmentsOptions): AttachmentStore {
  const writeWhole = wholeWriter(directory)
  const pathOf = (tenantId: string, sha256: string, ending: string) =>
    join(directory, folderName(tenantId), sha256.slice(0, 2), `${sha256.slice(2)}.${ending}`)

  async function locate(
    tenantId: string,
    sha256: string,
  ): Promise<{ ref: AttachmentRef; path: string } | undefined> {
    if (!isName(tenantId, sha256)) return undefined
    for (const mediaType of mediaTypes) {
      const path = pathOf(tenantId, sha256, endings[mediaType])
      const bytes = await sizeOf(path)
      if (bytes !== undefined) return { ref: { sha256, mediaType, bytes }, path }
    }
    return undefined
  }

  return {
    put: (tenantId, { ref, chunks }) =>
      onDisk(async () => {
        const stored = await locate(tenantId, ref.sha256)
        if (stored?.ref.bytes === ref.bytes) return stored.ref
        const path = stored?.path ?? pathOf(tenantId, z.parse(Sha256, ref.sha256), endings[ref.mediaType])
        await writeWhole(
          path,
          verified(() => chunks, ref, path),
        )
        return { ...ref, mediaType: stored?.ref.mediaType ?? ref.mediaType }
      }),

    find: (tenantId, sha256) => onDisk(async () => (await locate(tenantId, sha256))?.ref),

    get: (tenantId, sha256) =>
      onDisk(async () => {
        const stored = await locate(tenantId, sha256)
        if (stored === undefined) return undefined
        const { ref, path } = stored
        return { ref, chunks: verified(() => createReadStream(path), ref, path) }
      }),

    putThumbnail: (tenantId, sha256, webp) =>
      onDisk(() => writeWhole(pathOf(tenantId, z.parse(Sha256, sha256), thumbnailEnding), webp)),

    thumbnail: (tenantId, sha256) =>
      onDisk(async () =>
        isName(tenantId, sha256) ? readIfThere(pathOf(tenantId, sha256, thumbnailEnding)) : undefined,
      ),

    remove: (tenantId, sha256) =>
      onDisk(async () => {
        const stored = await locate(tenantId, sha256)
        if (stored === undefined) return
        await rm(pathOf(tenantId, sha256, thumbnailEnding), { force: true })
        await rm(stored.path, { force: true })
        await syncFolder(dirname(stored.path))
      }),
  }
}

const isName = (tenantId: string, sha256: string) =>
  z.safeParse(Code, tenantId).success && z.safeParse(Sha256, sha256).success

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await readFile(path))
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}
