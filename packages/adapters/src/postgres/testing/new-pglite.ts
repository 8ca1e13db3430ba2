/**
 * New databases of PGlite for tests. Making one takes seconds of both cores: the first test of a run that wants one
 * does it, all others get a copy. Tests of how a database is made let `openPglite` make theirs.
 */
import { PGlite } from '@electric-sql/pglite'
import { cpSync, existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    pgliteFolder: string
  }
}

/** Before the first file: where the run keeps the one that is copied. */
export default async function setup(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'chuishao-pglite-'))
  project.provide('pgliteFolder', folder)
  return () => rm(folder, { recursive: true, force: true })
}

/** An empty database in memory, without the tables of the store. */
export async function newPglite(): Promise<PGlite> {
  const archive = await readFile(join(await made(), 'data.tar'))
  return PGlite.create({ loadDataDir: new Blob([archive]) })
}

/** Puts such a database where `openPglite({ directory })` looks for it; answers the directory. */
export async function newPgliteDirectory(directory: string): Promise<string> {
  cpSync(join(await made(), 'data'), join(directory, 'data'), { recursive: true })
  return directory
}

/** One worker makes it while the others wait: side by side each would take twice as long. */
async function made(): Promise<string> {
  const folder = inject('pgliteFolder')
  const [place, turn] = [join(folder, 'new'), join(folder, 'turn')]
  const isMine = () =>
    mkdir(turn).then(
      () => true,
      () => false,
    )
  while (!existsSync(place)) {
    if (await isMine()) await make(folder, place).finally(() => rmdir(turn))
    else await pause(20)
  }
  return place
}

async function make(folder: string, place: string): Promise<void> {
  if (existsSync(place)) return
  const unfinished = await mkdtemp(join(folder, 'unfinished-'))
  const database = await PGlite.create(join(unfinished, 'data'))
  await writeFile(join(unfinished, 'data.tar'), (await database.dumpDataDir('none')).stream())
  await database.close()
  await rename(unfinished, place)
}
