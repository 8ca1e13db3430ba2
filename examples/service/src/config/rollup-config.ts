/** The city-wide copy that the districts' feeds are read into, and whose people may ask it. */
import { setting } from '@chuishao/adapters/settings'
import { Code } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { connectionSettings } from './connection-settings.ts'

export const RollupConfig = z.strictObject({
  url: setting(z.optional(z.string().check(z.regex(/^postgres(ql)?:\/\//))), {
    secret: 'url',
    about: { zh: '全市汇总库（PostgreSQL）的地址。', en: 'Where PostgreSQL is, for the city-wide copy.' },
    allowed: {
      zh: '不含密码的 postgres:// 地址，或 { "env": 变量名 }、{ "file": 路径 }',
      en: 'a postgres:// URL without a password, or { "env": name } or { "file": path }',
    },
  }),
  directory: setting(z.optional(z.string().check(z.minLength(1))), {
    isPath: true,
    about: {
      zh: '全市汇总的嵌入式数据库目录，与 url 二选一，不与其他数据库共用。',
      en: 'Directory of an embedded database for it, instead of a url; of its own.',
    },
    allowed: { zh: '一个路径', en: 'a path' },
  }),
  ...connectionSettings,
  cityTenant: setting(Code, {
    about: {
      zh: '市级中心的租户编号：其调度、审核、督办、分析人员可看全市。',
      en: 'Tenant of the city’s own centre, whose dispatchers, reviewers, supervisors and analysts see the whole city.',
    },
  }),
})
