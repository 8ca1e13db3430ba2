import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeDirectory } from './make-directory.ts'

let folder: string
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'chuishao-directory-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

it('makes what is missing, each with its mode, also where two ask at once or it is there', async () => {
  const path = join(folder, 'a', 'b', 'c')
  await Promise.all([makeDirectory(path, 0o700), makeDirectory(path, 0o700)])
  await makeDirectory(path, 0o700)
  for (const it of [path, join(folder, 'a')]) expect((await stat(it)).mode & 0o777).toBe(0o700)
})

it('is made by all who ask at once, whoever makes the ones above it', async () => {
  for (let round = 0; round < 100; round += 1) {
    const above = join(folder, `round-${round}`)
    await Promise.all(Array.from({ length: 6 }, (_, at) => makeDirectory(join(above, String(at)), 0o700)))
  }
})

it.runIf(process.platform === 'linux')('says so where a file system takes no directories', async () => {
  for (const path of ['/proc/chuishao', '/proc/chuishao/data/deep'])
    await expect(makeDirectory(path, 0o700)).rejects.toMatchObject({ code: 'noDirectoryHere' })
})

it('says what is wrong where a file stands in the way', async () => {
  const file = join(folder, 'file')
  await writeFile(file, '')
  await expect(makeDirectory(file, 0o700)).rejects.toMatchObject({ code: 'EEXIST' })
  await expect(makeDirectory(join(file, 'data'), 0o700)).rejects.toMatchObject({ code: 'ENOTDIR' })
})
