import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { longestFiles, placeOf } from './longest-first.ts'
import { root } from './paths.mjs'

it('knows only files that are there', () => {
  expect(longestFiles.filter((file) => !existsSync(join(root, file)))).toEqual([])
})

it('puts them before all others', () => {
  const places = [join(root, longestFiles[1] ?? ''), join(root, 'scripts/other.test.ts')].map(placeOf)
  expect(places).toEqual([1, longestFiles.length])
})
