import { spawnSync } from 'node:child_process'
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DirectoryInUseError, lockDirectory } from './directory-lock.ts'
import { processStart } from './process-start.ts'

let directory: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'chuishao-lock-'))
})

afterEach(() => rm(directory, { recursive: true, force: true }))

/** Leaves the file of a holder that ended without a word. */
const leaveLock = (pid: number, start: string) =>
  writeFile(join(directory, `lock-${pid}-left.json`), JSON.stringify({ pid, start }))

describe('lockDirectory', () => {
  it('lets nobody in while the holder lives, and names pid and directory', async () => {
    const lock = await lockDirectory(directory)
    const refused = lockDirectory(directory)
    await expect(refused).rejects.toBeInstanceOf(DirectoryInUseError)
    await expect(refused).rejects.toThrow(`${directory} is in use by process ${process.pid}`)
    await lock.release()
    expect(await readdir(directory)).toEqual([])
    await (await lockDirectory(directory)).release()
  })

  it('closes the directory to other users of the machine, whether it was there or not', async () => {
    await chmod(directory, 0o755)
    for (const place of [directory, join(directory, 'new')]) {
      await (await lockDirectory(place)).release()
      expect((await stat(place)).mode & 0o777).toBe(0o700)
    }
  })

  it('takes over from a dead process', async () => {
    const { pid } = spawnSync(process.execPath, ['--version'])
    await leaveLock(pid, 'whenever')
    await lockDirectory(directory)
    expect(await readdir(directory)).toHaveLength(1)
  })

  it('takes over where the pid belongs to a later process', async () => {
    await leaveLock(process.pid, 'before')
    await lockDirectory(directory)
    expect(await readdir(directory)).toHaveLength(1)
  })

  it('takes over from a file that holds nothing', async () => {
    await writeFile(join(directory, 'lock-1-left.json'), '')
    await lockDirectory(directory)
    expect(await readdir(directory)).toHaveLength(1)
  })

  it('lets at most one of many in', async () => {
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => lockDirectory(directory)))
    expect(results.filter((result) => result.status === 'fulfilled').length).toBeLessThanOrEqual(1)
  })
})

describe('processStart', () => {
  it('is the same for a running process and nothing for one that ended', async () => {
    expect(await processStart(process.pid)).toBeDefined()
    expect(await processStart(process.pid)).toBe(await processStart(process.pid))
    expect(await processStart(spawnSync(process.execPath, ['--version']).pid)).toBeUndefined()
  })
})
