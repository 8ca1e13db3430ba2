import { expect, test } from 'vitest'
import { Profile } from '../ticket/policy.ts'
import { demoProfile, profiles } from './profiles.ts'

test.each(profiles.map((profile) => [profile.id, profile] as const))(
  '%s is a valid profile with a source',
  (_, profile) => {
    expect(Profile.parse(profile)).toEqual(profile)
    expect(profile.source.zh).not.toBe('')
  },
)

test('every profile says which of its figures are the project’s own', () => {
  for (const profile of profiles) expect(profile.source.zh).toMatch(/本项目(默认值|自定)/)
})

test('the demo profile says that it is a demo', () => {
  expect(demoProfile.source.zh).toContain('演示数据')
  expect(new Set(profiles.map((profile) => profile.id)).size).toBe(profiles.length)
})
