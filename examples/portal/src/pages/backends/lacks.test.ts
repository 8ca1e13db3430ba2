import chengguan from '@chuishao/example-existing-portals/descriptions/chengguan.json' with { type: 'json' }
import ruoyi from '@chuishao/example-existing-portals/descriptions/ruoyi.json' with { type: 'json' }
import { mappedGateway } from '@chuishao/adapters/mapped'
import { describe, expect, it } from 'vitest'
import { lacksOf } from './lacks.ts'

describe('what a backend lacks', () => {
  it('is said in the words that people use, never by the names of code', () => {
    const { capabilities } = mappedGateway(ruoyi, { endpoint: 'https://portal.test', token: () => 'token' })
    const sentences = lacksOf(capabilities)
    const [commands, filters, order] = sentences.slice(-3)
    expect(commands?.zh).toMatch(/^\d+ 种操作：保存草稿、作废草稿、上报升级、并案、/)
    expect(commands?.en).toContain('Take the return back')
    expect(filters).toEqual({
      zh: '只能按状态、承办单位、社区、事项、文字筛选',
      en: 'Lists are narrowed by status, lead unit, community, matter, text only',
    })
    expect(order?.zh).toBe('只能按最近更新排序')
    for (const { zh, en } of sentences) expect(`${zh} ${en}`).not.toMatch(/[A-Z]{2,}|[a-z][A-Z]/)
  })

  it('names what a form does not ask for, by its command', () => {
    const { capabilities } = mappedGateway(chengguan, {
      endpoint: 'https://portal.test',
      token: () => 'token',
      secret: () => 'secret',
    })
    expect(lacksOf(capabilities)).toContainEqual({
      zh: '吹哨不询问：联系人姓名',
      en: 'Whistle without: contact’s name',
    })
  })

  it('says so where nothing narrows a list', () =>
    expect(
      lacksOf({ upload: true, subscribe: true, history: true, figures: true, filters: [] }).at(-1)?.en,
    ).toBe('Lists cannot be narrowed'))
})
