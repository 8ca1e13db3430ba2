import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { inputIssues } from './input-issues.ts'

const Input = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(4)),
  count: z.optional(z.int().check(z.minimum(1), z.maximum(9))),
  kind: z.optional(z.enum(['red', 'blue'])),
  list: z.optional(z.array(z.boolean()).check(z.maxLength(1))),
  id: z.optional(z.uuid()),
  day: z.optional(z.string().check(z.refine(() => false, { error: '不是日期 / not a day' }))),
  odd: z.optional(z.number().check(z.multipleOf(2))),
  either: z.optional(z.union([z.string(), z.boolean()])),
})

it.each([
  [{}, 'name 应为文字 / must be a text'],
  [{ name: '' }, 'name 至少 1 个字符 / at least 1 characters'],
  [{ name: 'Alice' }, 'name 至多 4 个字符 / at most 4 characters'],
  [{ name: 'A', count: 10 }, 'count 至多 9 / at most 9'],
  [{ name: 'A', count: 1.5 }, 'count 应为整数 / must be a whole number'],
  [{ name: 'A', kind: 'green' }, 'kind 可用：red、blue / one of red, blue'],
  [{ name: 'A', list: [true, true] }, 'list 至多 1 项 / at most 1 of them'],
  [{ name: 'A', list: ['yes'] }, 'list.0 应为是或否 / must be true or false'],
  [{ name: 'A', day: '13912345678' }, 'day 不是日期 / not a day'],
  [{ name: 'A', odd: 3 }, 'odd 不符合要求 / not valid'],
  [{ name: 'A', either: 1 }, 'either 不是可用的任何一种 / none of what it may be'],
  [
    { name: 'A', nmae: 1 },
    'nmae 没有这一项，可用：name、count / there is no such name, allowed: name, count',
  ],
])('%j is told where it is wrong, and what may stand there', (input, sentence) => {
  const { error } = Input.safeParse(input)
  const issues = error ? inputIssues(error, { path: ['body'], names: ['name', 'count'] }) : []
  expect(issues.map(({ path, message }) => `${path.join('.')} ${message}`)).toEqual([`body.${sentence}`])
})

it('every unknown name is told by itself, and no value is quoted', () => {
  const { error } = Input.safeParse({ name: 'A', id: '13912345678', first: 1, second: 2 })
  const issues = error ? inputIssues(error) : []
  expect(issues.map(({ path }) => path)).toEqual([['id'], ['first'], ['second']])
  expect(JSON.stringify(issues)).not.toContain('13912345678')
})
