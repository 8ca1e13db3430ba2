/** Seeds an empty data directory exactly once. A seed that was killed goes on from its own beginning, not from today. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { runSeed, type SeedOptions } from '../seed/run-seed.ts'

const Marker = z.object({ start: z.iso.datetime(), done: z.boolean() })
type Marker = z.infer<typeof Marker>

export interface SeedOnceOptions {
  dataDir: string
  now: Date
  seed: Omit<SeedOptions, 'start'>
}

/** Answers whether this call had anything to seed. */
export async function seedOnce({ dataDir, now, seed }: SeedOnceOptions): Promise<boolean> {
  const path = join(dataDir, 'seed.json')
  const begun = await readMarker(path)
  if (begun?.done) return false
  const start = begun?.start ?? now.toISOString()
  await writeMarker(path, { start, done: false })
  await runSeed({ ...seed, start: new Date(start) })
  await writeMarker(path, { start, done: true })
  return true
}

async function readMarker(path: string): Promise<Marker | undefined> {
  try {
    return z.parse(Marker, JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

async function writeMarker(path: string, marker: Marker): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true })
  await writeFile(`${path}.new`, `${JSON.stringify(marker)}\n`)
  await rename(`${path}.new`, path)
}
