/**
 * Takes everything that a service keeps, in the order that loses nothing: first the databases, then the photos. A photo is
 * there before the event that names it, so every photo that a dump knows is still to be copied after it. The other way
 * round a dump could name one that came after the copy.
 */
import type { Instant } from '@chuishao/core/ticket'
import type { Kysely } from 'kysely'
import { existsSync } from 'node:fs'
import { cp, mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { anchorOf } from '../audit/audit-database.ts'
import type { Database } from '../postgres/database.ts'
import { lockDirectory } from '../postgres/directory-lock.ts'
import { holdsDatabase } from '../postgres/pglite.ts'
import { ownerOnly } from '../postgres/private-directory.ts'
import { backupFailure, BackupExistsError, noDatabaseIn, PhotosMissingError } from './backup-failed.ts'
import { copyFiles, hasFiles, keepFromOthers } from './copy-files.ts'
import { connectAsItIs, dataOf, kindOf, type DatabasePlace } from './database-place.ts'
import { knowsPhotos } from './knows-photos.ts'
import { photosFolder, writeManifest, type Manifest } from './manifest.ts'
import { dumpPostgres } from './postgres-tools.ts'

export interface BackUpOptions {
  /** A server may be in use. A directory may not: nobody but its process could copy it in one piece. */
  databases: DatabasePlace[]
  /** The directory of photos; leave it out where they are kept in object storage, which has versions of its own. */
  photos?: string
  /** The folder to make; its parent must be there. */
  to: string
  /** The present moment. */
  at: Instant
  onProgress?: (step: { step: 'anchor' | 'dump' | 'photos'; database?: number }) => void
}

/**
 * Throws `DirectoryInUseError` and each kind of `BackupError`; then there is no backup, nor a part of one.
 */
export async function backUp(options: BackUpOptions): Promise<Manifest> {
  const { to } = options
  if (existsSync(to)) throw new BackupExistsError(to)
  const unfinished = `${to}.unfinished`
  try {
    await rm(unfinished, { recursive: true, force: true })
    await mkdir(unfinished, { mode: ownerOnly })
    const manifest = await copyAll(options, unfinished)
    await rename(unfinished, to)
    return manifest
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true }).catch(() => {})
    throw backupFailure(error, to)
  }
}

async function copyAll(
  { databases, photos, at, onProgress = () => {} }: BackUpOptions,
  unfinished: string,
): Promise<Manifest> {
  const manifest: Manifest = { format: 1, startedAt: at, databases: [] }
  const noPhotosIn = photos !== undefined && !(await hasFiles(photos)) ? photos : undefined
  for (const [index, place] of databases.entries()) {
    const name = `database-${index + 1}`
    // To lock a directory makes it.
    if ('directory' in place && !holdsDatabase(place.directory)) throw noDatabaseIn(place.directory)
    const release = 'directory' in place ? (await lockDirectory(place.directory)).release : async () => {}
    try {
      onProgress({ step: 'anchor', database: index })
      const anchor = await asItIs(place, async (db) => {
        if (noPhotosIn !== undefined && (await knowsPhotos(db))) throw new PhotosMissingError(noPhotosIn)
        return anchorOf(db, { at })
      })
      onProgress({ step: 'dump', database: index })
      if ('url' in place) await dumpPostgres(place.url, join(unfinished, name))
      else await cp(dataOf(place.directory), join(unfinished, name), { recursive: true })
      manifest.databases.push({ kind: kindOf(place), name, anchor })
    } finally {
      await release()
    }
  }
  if (photos !== undefined) {
    onProgress({ step: 'photos' })
    manifest.photos = await copyFiles(photos, join(unfinished, photosFolder))
  }
  await writeManifest(unfinished, manifest)
  await keepFromOthers(unfinished)
  return manifest
}

async function asItIs<T>(place: DatabasePlace, look: (db: Kysely<Database>) => Promise<T>): Promise<T> {
  const db = connectAsItIs(place)
  try {
    return await look(db)
  } finally {
    await db.destroy()
  }
}
