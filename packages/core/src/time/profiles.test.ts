import { expect, test } from 'vitest'
import { Profile } from '../ticket/policy.ts'
import { demoProfile, profiles, shandong2017Extension } from './profiles.ts'
import { limitText } from './limit-text.ts'

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

test('the figures are those of the sources, and the sources’ words have them', () => {
  const published = {
    'beijing-2021-emergency': ['2 小时', '紧急类 2 小时'],
    'beijing-2021-utility': ['24 小时', '水电气热等 24 小时'],
    'beijing-2021-general': ['7 天（自然日）', '一般类 7 日'],
    'beijing-2021-complex': ['15 天（自然日）', '疑难复杂类 15 日'],
    weifang: ['5 个工作日', '5 个工作日'],
    jinan: ['5 个工作日', '5 个工作日内答复'],
    'shandong-2017': ['15 个工作日', '15 个工作日，可延期 7 个工作日；到期前 1 个工作日黄牌，逾期首日红牌'],
  }
  const others = profiles.filter((profile) => profile !== demoProfile)
  expect(others.map(({ id, handleLimit }) => [id, limitText(handleLimit).zh])).toEqual(
    Object.entries(published).map(([id, [limit]]) => [id, limit]),
  )
  for (const [index, [, source]] of Object.values(published).entries())
    expect(others[index]?.source.zh).toContain(source)
  expect(limitText(shandong2017Extension).zh).toBe('7 个工作日')
  expect(limitText(others.at(-1)?.handleWarning ?? shandong2017Extension).zh).toBe('1 个工作日')
})

test('a draft is called a draft', () => {
  for (const { id, source } of profiles.filter(({ id }) => id.startsWith('beijing')))
    expect([id, source.zh]).toEqual([id, expect.stringContaining('草案，非现行规定')])
})
