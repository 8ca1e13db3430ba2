/** Brings a backup back into empty places, and proves that it is all there. */
import type { AttachmentStore } from '@chuishao/core/service'
import type { Instant } from '@chuishao/core/ticket'
import { sql } from 'kysely'
import { existsSync } from 'node:fs'
import { cp, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { auditDatabase, type AuditProgress, type AuditReport } from '../audit/audit-database.ts'
import { photoCheck } from '../audit/check-photo.ts'
import { makePrivateDirectory } from '../postgres/private-directory.ts'
import { openPglite } from '../postgres/pglite.ts'
import { openPostgres } from '../postgres/pg.ts'
import { BackupError, restoreFailure } from './backup-failed.ts'
import { copyFiles, isMissing } from './copy-files.ts'
import { connectAsItIs, dataOf, kindOf, type DatabasePlace } from './database-place.ts'
import { photosFolder, readManifest, type Manifest } from './manifest.ts'
import { restorePostgres } from './postgres-tools.ts'

export interface RestoreOptions {
  /** A folder that `backUp` made. */
  from: string
  /** As many, of the same kinds and in the same order as were backed up. */
  databases: DatabasePlace[]
  /** Where photos go; needed where the backup has some. */
  photos?: string
  /** Where the service will look for photos: each that a history names is read and held against its digest. */
  attachments?: Pick<AttachmentStore, 'find' | 'get'>
  /** The present moment. */
  at: Instant
  onProgress?: (progress: AuditProgress) => unknown
}

export interface RestoreReport {
  /** True where the histories are whole, and go at the least as far as they went when the backup began. */
  ok: boolean
  manifest: Manifest
  /** One for each database. */
  audits: AuditReport[]
  /** Files of photos that were copied. */
  photos: number
}

/** A place has something in it. Nothing was restored. */
export class RestoreTargetNotEmptyError extends BackupError {
  override readonly name = 'RestoreTargetNotEmptyError'
  override readonly code = 'targetNotEmpty'
}

/** The backup is of other databases than there are places for. */
export class OtherDatabasesError extends BackupError {
  override readonly name = 'OtherDatabasesError'
  override readonly code = 'otherDatabases'
}

/** Looks at all places before it writes to one. Throws each kind of `BackupError`. */
export async function restore(options: RestoreOptions): Promise<RestoreReport> {
  try {
    return await restoreAll(options)
  } catch (error) {
    throw restoreFailure(error, options.from)
  }
}

async function restoreAll({
  from,
  databases,
  photos,
  attachments,
  at,
  onProgress = () => {},
}: RestoreOptions): Promise<RestoreReport> {
  const manifest = await readManifest(from)
  const kinds = manifest.databases.map(({ kind }) => kind).join(', ')
  if (databases.map(kindOf).join(', ') !== kinds)
    throw new OtherDatabasesError({
      zh: `未恢复：备份中的数据库依次为 ${kinds}，请在配置中按此顺序列出同样种类的空数据库。`,
      en: `Not restored: the backup is of these databases, in this order: ${kinds}. Configure empty ones of the same kinds in the same order.`,
    })
  if (manifest.photos !== undefined && photos === undefined)
    throw new OtherDatabasesError({
      zh: '未恢复：备份中有照片，请在配置中设置 attachments.directory。',
      en: 'Not restored: the backup has photos. Set attachments.directory in the configuration.',
    })
  for (const place of databases) await refuseUnlessEmpty(place)
  if (manifest.photos !== undefined && photos !== undefined) await refuseFiles(photos)

  for (const [index, place] of databases.entries()) {
    const source = join(from, manifest.databases[index]?.name ?? '')
    if ('url' in place) await restorePostgres(place.url, source)
    else {
      await makePrivateDirectory(place.directory)
      await cp(source, dataOf(place.directory), { recursive: true })
    }
  }
  const copied =
    manifest.photos === undefined || photos === undefined
      ? 0
      : await copyFiles(join(from, photosFolder), photos)

  const audits: AuditReport[] = []
  for (const [index, place] of databases.entries()) {
    const anchor = manifest.databases[index]?.anchor
    // From here on it is a database of this version: an older one is brought up to date.
    const { db, close } = 'url' in place ? await openPostgres(place) : await openPglite(place)
    try {
      audits.push(
        await auditDatabase({
          db,
          at,
          onProgress,
          ...(anchor && { anchor }),
          ...(attachments && { checkPhoto: photoCheck(attachments, { bytes: true }) }),
        }),
      )
    } finally {
      await close()
    }
  }
  const ok = audits.every((audit) => audit.ok) && copied === (manifest.photos ?? 0)
  return { ok, manifest, audits, photos: copied }
}

async function refuseUnlessEmpty(place: DatabasePlace): Promise<void> {
  if ('directory' in place) return refuseFiles(place.directory)
  const db = connectAsItIs(place)
  try {
    const { rows } = await sql`
      select table_name from information_schema.tables
      where table_schema = current_schema() and table_name like 'whistle\\_%' limit 1`.execute(db)
    if (rows.length > 0)
      throw new RestoreTargetNotEmptyError({
        zh: '未恢复：数据库中已有服务的表，请新建一个数据库，恢复到其中。',
        en: 'Not restored: the database has tables of a service already. Create a new one and restore into that.',
      })
  } finally {
    await db.destroy()
  }
}

async function refuseFiles(directory: string): Promise<void> {
  if (!existsSync(directory)) return
  const names = await readdir(directory).catch((error: unknown) => {
    if (isMissing(error)) return []
    throw error
  })
  if (names.length > 0)
    throw new RestoreTargetNotEmptyError({
      zh: `未恢复：${directory} 不是空目录，请换一个空的位置。`,
      en: `Not restored: ${directory} is not empty. Name an empty place.`,
    })
}
