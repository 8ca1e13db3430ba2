/** The demo city is seeded once for all files: each plays on a copy of it. */
import { cp } from 'node:fs/promises'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { newDataDir, removeDataDir, startPortal } from './portal-process.ts'

declare module 'vitest' {
  interface ProvidedContext {
    seededCity: string
  }
}

/** Before the first file. */
export default async function setup(project: TestProject) {
  const dataDir = await newDataDir()
  const portal = await startPortal(dataDir)
  await portal.stop()
  project.provide('seededCity', dataDir)
  return () => removeDataDir(dataDir)
}

export async function copyOfCity(): Promise<string> {
  const dataDir = await newDataDir()
  await cp(inject('seededCity'), dataDir, { recursive: true })
  return dataDir
}
