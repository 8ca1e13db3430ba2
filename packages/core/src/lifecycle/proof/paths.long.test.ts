/** The paths of `paths.test.ts`, deeper. */
import { describe, expect, it } from 'vitest'
import { testCity } from '../../testing/test-city.ts'
import { walk } from './testing/paths.ts'
import { stages } from './testing/stages.ts'
import { emptyStory } from './testing/story.ts'

describe('deeper paths of the statechart are the same in XState and by decide, and their histories fold', () => {
  it('from nothing, seven commands deep', () => {
    const { paths } = walk({ story: emptyStory(testCity), depth: 7, talking: false })
    expect(paths).toBeGreaterThan(80_000)
  })

  it('from nothing, five commands deep, with people talking', () => {
    const { paths } = walk({ story: emptyStory(testCity), depth: 5, talking: true })
    expect(paths).toBeGreaterThan(12_000)
  })

  it('from every stage, four commands deep', () => {
    for (const story of stages()) walk({ story, depth: 4, talking: true })
  })
})
