/** Everything that one may set of the service, with safe defaults. Sections that a part owns are that part's schema. */
import { AttachmentsConfig } from '@chuishao/adapters/attachments'
import { DeliveryConfig } from '@chuishao/adapters/delivery'
import { setting } from '@chuishao/adapters/settings'
import { Code } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { connectionSettings } from './connection-settings.ts'
import { LimitsConfig, StreamsConfig } from './limits-config.ts'
import { Open311Config } from './open311-config.ts'
import { RollupConfig } from './rollup-config.ts'
import { section, whole, withDefault } from './setting-kinds.ts'

const Path = setting(z.string().check(z.minLength(1)), {
  isPath: true,
  allowed: { zh: '一个路径', en: 'a path' },
})

const Port = whole(0, 65_535)
const Host = z.string().check(z.regex(/^[\w.:-]+$/))

const Listen = section(
  z.strictObject({
    host: setting(withDefault(Host, '127.0.0.1'), {
      about: { zh: 'API 监听的地址。', en: 'Where the API listens.' },
    }),
    port: setting(withDefault(Port, 8080), {
      about: { zh: 'API 的端口，0 为任一空闲端口。', en: 'Port of the API, 0 for any free one.' },
    }),
  }),
)

const Admin = section(
  z.strictObject({
    enabled: setting(withDefault(z.boolean(), true), {
      about: { zh: '是否提供运维端口。', en: 'Whether there is a port for operations.' },
    }),
    host: setting(withDefault(Host, '127.0.0.1'), {
      about: {
        zh: '运维端口（存活、就绪、指标）监听的地址。不要对公众开放。',
        en: 'Where liveness, readiness and metrics are served. Not for the public.',
      },
    }),
    port: setting(withDefault(Port, 9090), {
      about: { zh: '运维端口，0 为任一空闲端口。', en: 'Port for operations, 0 for any free one.' },
    }),
    minFreeMegabytes: setting(withDefault(whole(0, 10_000_000), 200), {
      about: {
        zh: '照片目录所在磁盘的可用空间（MB）低于此数，`/readyz` 与指标即报告无法收照片（工单照常）。',
        en: 'While the disk of the photos’ directory has less room than so many megabytes, `/readyz` and the metrics say that no photos are taken (tickets go on).',
      },
    }),
  }),
)

const Tenants = z.union([z.literal('all'), z.array(Code).check(z.minLength(1))])

const DatabaseChoice = z.strictObject({
  url: setting(z.optional(z.string().check(z.regex(/^postgres(ql)?:\/\//))), {
    secret: 'url',
    about: { zh: 'PostgreSQL 的地址。', en: 'Where PostgreSQL is.' },
    allowed: {
      zh: '不含密码的 postgres:// 地址，或 { "env": 变量名 }、{ "file": 路径 }',
      en: 'a postgres:// URL without a password, or { "env": name } or { "file": path }',
    },
  }),
  directory: setting(z.optional(Path), {
    isPath: true,
    about: {
      zh: '嵌入式数据库（PGlite）的目录，与 url 二选一。',
      en: 'Directory of an embedded database (PGlite), instead of a url.',
    },
  }),
  tenants: setting(withDefault(Tenants, 'all'), {
    about: { zh: '此数据库存放哪些城市。', en: 'The tenants that it holds.' },
  }),
  poolSize: setting(withDefault(whole(1, 200), 10), {
    about: { zh: '最多连接数。', en: 'Connections at most.' },
  }),
  startTimeoutSeconds: setting(withDefault(whole(0, 3600), 60), {
    about: { zh: '启动时等待数据库的秒数。', en: 'How long the start waits for the database, in seconds.' },
  }),
  ...connectionSettings,
})
export type DatabaseChoice = z.infer<typeof DatabaseChoice>

export const CityChoice = z.strictObject({
  name: z.strictObject({
    zh: setting(z.string().check(z.minLength(1)), {
      about: { zh: '中文名称。', en: 'Its name in Chinese.' },
    }),
    en: setting(z.string().check(z.minLength(1)), {
      about: { zh: '英文名称。', en: 'Its name in English.' },
    }),
  }),
  demo: setting(withDefault(z.boolean(), false), {
    about: { zh: '数据是否为虚构。', en: 'Whether the data is invented.' },
  }),
  listVersion: setting(Code, { about: { zh: '事项清单的版本。', en: 'Version of the matter list.' } }),
  policy: setting(Path, {
    isPath: true,
    about: { zh: '城市规则（JSON）。', en: 'What the city sets, as JSON.' },
  }),
  matters: setting(Path, {
    isPath: true,
    about: { zh: '事项清单（CSV）。', en: 'The matter list, as CSV.' },
  }),
  units: setting(Path, { isPath: true, about: { zh: '单位名单（CSV）。', en: 'The units, as CSV.' } }),
  accounts: setting(z.optional(Path), {
    isPath: true,
    about: { zh: '账号与权限（CSV）。', en: 'Accounts and permissions, as CSV.' },
  }),
  calendar: setting(z.optional(Path), {
    isPath: true,
    about: {
      zh: '与全国工作日历不同的日期（JSON）。',
      en: 'Days that differ from the national calendar, as JSON.',
    },
  }),
})

const CityId = setting(Code, {
  allowed: {
    zh: '1 到 64 个字母、数字或 . _ : -，例如行政区划代码 150100',
    en: '1 to 64 letters, digits or . _ : -, such as the code of its region, 150100',
  },
})

const Network = setting(z.union([z.cidrv4(), z.cidrv6()]), {
  allowed: { zh: '一个网段，例如 10.0.0.0/8', en: 'one network such as 10.0.0.0/8' },
})

const Proxies = section(
  z.strictObject({
    trusted: setting(withDefault(z.array(Network), []), {
      about: {
        zh: '只有来自这些网段的代理，其所述的来访地址才被采信。',
        en: 'Networks of the proxies whose word on the caller’s address is believed.',
      },
      allowed: { zh: '网段的列表，例如 10.0.0.0/8', en: 'a list of networks such as 10.0.0.0/8' },
    }),
    header: setting(withDefault(z.enum(['X-Forwarded-For', 'Forwarded']), 'X-Forwarded-For'), {
      about: { zh: '代理说明来访地址的头。', en: 'The header in which proxies say it.' },
    }),
  }),
)

const Deadlines = section(
  z.strictObject({
    enabled: setting(withDefault(z.boolean(), true), {
      about: { zh: '本实例是否处理到期。', en: 'Whether this instance carries out deadlines.' },
    }),
    pollSeconds: setting(withDefault(whole(1, 300), 5), {
      about: { zh: '两次查看的间隔（秒）。', en: 'Time between two looks, in seconds.' },
    }),
    batch: setting(withDefault(whole(1, 1000), 50), {
      about: { zh: '一次最多取多少。', en: 'How many one look takes.' },
    }),
  }),
)

const Log = section(
  z.strictObject({
    level: setting(withDefault(z.enum(['error', 'warn', 'info', 'debug', 'silent']), 'info'), {
      about: { zh: '日志级别。', en: 'What is logged.' },
    }),
  }),
)

const Telemetry = section(
  z.strictObject({
    traces: setting(withDefault(z.enum(['off', 'otlp']), 'off'), {
      about: {
        zh: '是否以 OTLP 导出链路追踪；地址等用标准的 OTEL_* 变量。',
        en: 'Whether traces are exported by OTLP; the address and more by the standard OTEL_* variables.',
      },
    }),
  }),
)

const Drain = section(
  z.strictObject({
    delayMs: setting(withDefault(whole(0, 300_000), 5_000), {
      about: {
        zh: '收到 SIGTERM 后，先报告未就绪并继续应答多少毫秒；Ctrl-C 则不等。',
        en: 'How long an instance that got SIGTERM still takes requests, not ready, in milliseconds; Ctrl-C does not wait.',
      },
    }),
    graceMs: setting(withDefault(whole(0, 300_000), 10_000), {
      about: {
        zh: '之后最多等待进行中的请求多少毫秒。',
        en: 'How long answers under way may take after that, in milliseconds.',
      },
    }),
  }),
)

const Origin = setting(
  z
    .string()
    .check(z.refine((text) => URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text))),
  {
    allowed: {
      zh: '一个来源，例如 https://12345.example.cn',
      en: 'one origin such as https://12345.example.cn',
    },
  },
)

export const ServiceConfig = z.strictObject({
  listen: Listen,
  admin: Admin,
  databases: setting(z.array(DatabaseChoice).check(z.minLength(1)), {
    about: {
      zh: '数据库，每个城市一个；也可用 DATABASE_URL。',
      en: 'The databases, one for each tenant; or DATABASE_URL.',
    },
  }),
  attachments: setting(AttachmentsConfig, {
    about: { zh: '照片存放之处。', en: 'Where photos are kept.' },
  }),
  cities: setting(z.record(CityId, CityChoice), {
    about: { zh: '各城市，以租户编号为键。', en: 'The cities, each under its tenant.' },
  }),
  identity: setting(z.record(z.string(), z.unknown()), {
    about: { zh: '身份提供方，见“身份”一页。', en: 'The identity provider: see the page on identity.' },
    allowed: { zh: '见“身份”一页', en: 'what the page on identity says' },
  }),
  limits: LimitsConfig,
  streams: StreamsConfig,
  corsOrigins: setting(withDefault(z.array(Origin), []), {
    about: {
      zh: '可以跨域调用的页面来源，默认没有。',
      en: 'Origins of pages elsewhere that may call; none by default.',
    },
    allowed: {
      zh: '来源的列表，例如 https://12345.example.cn',
      en: 'a list of origins such as https://12345.example.cn',
    },
  }),
  proxies: Proxies,
  deadlines: Deadlines,
  webhooks: setting(z.optional(DeliveryConfig), {
    about: {
      zh: '事件通知：外发 Webhook 与群机器人，见“Webhook”一页。',
      en: 'Who is told what happens: webhooks and group robots. See the page on webhooks.',
    },
    allowed: { zh: '见“Webhook”一页', en: 'what the page on webhooks says' },
  }),
  open311: setting(z.optional(Open311Config), {
    about: {
      zh: '对外的 Open311 接口 /open311/v2/，见“Open311”一页；没有则不提供。',
      en: 'The Open311 face at /open311/v2/, see the page on Open311; none by default.',
    },
  }),
  rollup: setting(z.optional(RollupConfig), {
    about: {
      zh: '全市汇总，见“多库”一页；没有则不提供。',
      en: 'The city-wide copy, see the page on many databases; none by default.',
    },
  }),
  log: Log,
  telemetry: Telemetry,
  drain: Drain,
})
export type ServiceConfig = z.infer<typeof ServiceConfig>
