import { mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { prepareDataDir } from './data-dir.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portal-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('the data directory', () => {
  it('is made with all that lies above it, for its owner only, and left empty', async () => {
    const dataDir = join(folder, 'a', 'b', 'c')
    await prepareDataDir(dataDir)
    await prepareDataDir(dataDir)
    for (const made of ['a', 'a/b', 'a/b/c'])
      expect((await stat(join(folder, made))).mode & 0o777).toBe(0o700)
    expect(await readdir(dataDir)).toEqual([])
  })

  it('may be a link to a directory', async () => {
    await mkdir(join(folder, 'real'))
    await symlink(join(folder, 'real'), join(folder, 'link'))
    await prepareDataDir(join(folder, 'link'))
    await prepareDataDir(join(folder, 'link', 'below'))
    expect(await readdir(join(folder, 'real'))).toEqual(['below'])
  })

  const refused = (dataDir: string) =>
    prepareDataDir(dataDir).then(
      () => 'prepared',
      (error: unknown) => (error instanceof Error ? error.message : error),
    )

  it('below a file is refused, and so is a file', async () => {
    await writeFile(join(folder, 'file'), '')
    for (const dataDir of [join(folder, 'file'), join(folder, 'file', 'a', 'b')]) {
      expect(await refused(dataDir)).toBe(
        `The data directory ${dataDir} cannot be written to: ${join(folder, 'file')} is not a directory. Choose another one with --data or DATA_DIR.`,
      )
    }
  })

  it('behind a link to nowhere is refused', async () => {
    await symlink(join(folder, 'nowhere', 'at', 'all'), join(folder, 'link'))
    expect(await refused(join(folder, 'link'))).toMatch(/cannot be written to.* Choose another one/)
    expect(await refused(join(folder, 'link', 'below'))).toMatch(/cannot be written to.* Choose another one/)
  })

  // Here mkdir says that the directory above is missing, though it is there; `recursive` then goes round for ever.
  it.runIf(process.platform === 'linux')('in a file system of the kernel is refused at once', async () => {
    for (const dataDir of ['/proc/chuishao', '/proc/chuishao/a/b']) {
      expect(await refused(dataDir)).toMatch(
        `The data directory ${dataDir} cannot be written to: nothing can be created in /proc (`,
      )
    }
  })

  it.skipIf(process.getuid?.() === 0)('where its owner forbids writing is refused', async () => {
    await mkdir(join(folder, 'closed'), { mode: 0o500 })
    expect(await refused(join(folder, 'closed', 'a', 'b'))).toContain(
      `nothing can be created in ${join(folder, 'closed')} (EACCES)`,
    )
  })
})
