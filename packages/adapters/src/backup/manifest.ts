/** What a backup is, in a file beside it that is written last: without it a backup is not one. */
import { Instant } from '@chuishao/core/ticket'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { Anchor } from '../audit/anchor.ts'
import { BackupError } from './backup-failed.ts'

const Manifest = z.object({
  format: z.literal(1),
  startedAt: Instant,
  databases: z.array(
    z.object({
      kind: z.enum(['postgres', 'pglite']),
      /** Within the backup: a dump of `pg_dump`, or a copy of the data directory. */
      name: z.string(),
      /** Where the histories were before the dump began: every restored one goes on from there at the least. */
      anchor: Anchor,
    }),
  ),
  /** How many files of photos and their small pictures; absent where they are kept elsewhere. */
  photos: z.optional(z.int()),
})
export type Manifest = z.infer<typeof Manifest>

/** The folder of photos within a backup. */
export const photosFolder = 'photos'

const fileName = 'manifest.json'

export const writeManifest = (folder: string, manifest: Manifest): Promise<void> =>
  writeFile(join(folder, fileName), `${JSON.stringify(manifest, undefined, 2)}\n`)

/** The folder is no backup, or one that was broken off. */
export class NotABackupError extends BackupError {
  override readonly name = 'NotABackupError'
  override readonly code = 'notABackup'
}

export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, fileName), 'utf8').catch(() => '')
  const manifest = z.safeParse(Manifest, parseJson(text))
  if (!manifest.success)
    throw new NotABackupError({
      zh: `未恢复：${folder} 中没有可读的 ${fileName}，不是完整的备份；请核对文件夹。`,
      en: `Not restored: ${folder} has no ${fileName} that can be read, so it is no whole backup. Look at the folder.`,
    })
  return manifest.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
