/** What the files of compose/ say, for tests that do the same without Docker. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { repository } from './repository.ts'

export const composeFolder = join(repository, 'examples', 'cluster', 'compose')

/** The steps of the Dockerfile that are ours: how it installs, and what it starts. */
export function dockerSteps() {
  const lines = readFileSync(join(composeFolder, 'Dockerfile'), 'utf8').split('\n')
  const after = (word: string) =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1))
  const listed = (word: string) => z.parse(z.array(z.string()), JSON.parse(after(word)[0] ?? '[]'))
  return {
    install: after('RUN').find((line) => line.startsWith('npx')) ?? '',
    entrypoint: listed('ENTRYPOINT'),
    command: listed('CMD'),
  }
}

export interface ServicePlaces {
  /** Instead of `/app`. */
  app: string
  /** Instead of `/photos`. */
  photos?: string
  /** Instead of 0.0.0.0:8080. */
  listen?: { host: string; port: number }
  admin?: { port: number }
}

/** Writes service.json with places of this machine instead of the image's; answers its path. */
export function writeServiceConfig(
  folder: string,
  { app, photos = '/photos', ...sections }: ServicePlaces,
): string {
  const text = readFileSync(join(composeFolder, 'service.json'), 'utf8')
    .replaceAll('"/app/', () => `"${app}/`)
    .replaceAll('"/photos"', () => JSON.stringify(photos))
  const file = join(folder, 'service.json')
  writeFileSync(file, JSON.stringify({ ...JSON.parse(text), ...sections }))
  return file
}
