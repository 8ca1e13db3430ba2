/** Every path of the statechart in XState, replayed through `decide` and `fold`; deeper in `paths.long.test.ts`. */
import { describe, expect, it } from 'vitest'
import { testCity } from '../../testing/test-city.ts'
import { permissionMatrix } from '../permission-matrix.ts'
import { walk } from './testing/paths.ts'
import { stages } from './testing/stages.ts'
import { emptyStory } from './testing/story.ts'

describe('every path of the statechart is the same in XState and by decide, and its history folds', () => {
  it('from nothing, six commands deep', { timeout: 120_000 }, () => {
    const { paths, refused } = walk({ story: emptyStory(testCity), depth: 6, talking: false })
    expect(paths).toBeGreaterThan(15_000)
    expect(refused).toBeGreaterThan(15_000)
  })

  it('from nothing, four commands deep, with people talking', { timeout: 60_000 }, () => {
    const { paths } = walk({ story: emptyStory(testCity), depth: 4, talking: true })
    expect(paths).toBeGreaterThan(2000)
  })

  it('from every stage, two commands deep; so that every transition is taken', { timeout: 60_000 }, () => {
    const written = new Set<string>()
    const taken = new Set<string>()
    for (const story of stages()) {
      for (const { from, command, to } of permissionMatrix(story.city.policy))
        written.add(`${from} ${command} ${to}`)
      for (const it of walk({ story, depth: 2, talking: true }).taken) taken.add(it)
    }
    expect([...taken].toSorted()).toEqual([...written].toSorted())
  })
})
