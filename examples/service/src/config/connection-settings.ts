/** How a PostgreSQL server is spoken to; what is embedded has none of it. */
import { setting } from '@chuishao/adapters/settings'
import * as z from 'zod/mini'
import { whole, withDefault } from './setting-kinds.ts'

export const connectionSettings = {
  connectTimeoutMs: setting(withDefault(whole(100, 300_000), 5_000), {
    about: {
      zh: '一次最多等待一个连接多少毫秒（PostgreSQL）。',
      en: 'How long one attempt waits for a connection, in milliseconds (PostgreSQL).',
    },
  }),
  statementTimeoutMs: setting(withDefault(whole(0, 3_600_000), 15_000), {
    about: {
      zh: '一条语句超过多少毫秒即由服务器中止（PostgreSQL），0 为不限。',
      en: 'A statement that takes longer is ended by the server, in milliseconds (PostgreSQL); 0 for never.',
    },
  }),
  prepareStatements: setting(withDefault(z.boolean(), true), {
    about: {
      zh: '是否在连接上预备语句（PostgreSQL）。经 PgBouncer 的事务模式时关闭，见“运维”一页。',
      en: 'Whether statements stay prepared on their connection (PostgreSQL); off behind PgBouncer in transaction mode, see the page on operating.',
    },
  }),
}
