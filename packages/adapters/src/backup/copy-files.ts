/** Copies the files of a folder while others add and remove some. */
import { chmod, copyFile, opendir, readdir } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { makeDirectory } from '../directories/make-directory.ts'
import { ownerOnly } from '../postgres/private-directory.ts'

/** Half-written files, which are renamed when they are whole. */
const unfinished = /\.new$/

/** Nobody but its owner reads it. */
const ownFile = 0o600

/** Closes a folder and everything in it to everybody but its owner. */
export async function keepFromOthers(folder: string): Promise<void> {
  await chmod(folder, ownerOnly)
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    await chmod(join(entry.parentPath, entry.name), entry.isDirectory() ? ownerOnly : ownFile)
}

/** Whether there is anything to copy. */
export async function hasFiles(folder: string): Promise<boolean> {
  try {
    for await (const entry of await opendir(folder, { recursive: true })) if (entry.isFile()) return true
  } catch (error) {
    if (!isMissing(error)) throw error
  }
  return false
}

/** Answers how many. What is removed meanwhile is left out; an absent folder has none. */
export async function copyFiles(from: string, to: string): Promise<number> {
  const entries = await readdir(from, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error)) return []
    throw error
  })
  let count = 0
  for (const entry of entries) {
    if (!entry.isFile() || unfinished.test(entry.name)) continue
    const source = join(entry.parentPath, entry.name)
    const target = join(to, relative(from, source))
    await makeDirectory(dirname(target), ownerOnly)
    try {
      await copyFile(source, target)
      await chmod(target, ownFile)
      count += 1
    } catch (error) {
      if (!isMissing(error)) throw error
    }
  }
  return count
}

export const isMissing = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'
