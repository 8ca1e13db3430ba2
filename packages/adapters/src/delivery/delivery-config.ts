/** Who is told what, as it stands in the service's configuration. Secrets are not in it: it says where they are. */
import { Code, Line } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { eventTypes, namesType } from './event-types.ts'
import { fullerFields, thinFields } from './payload.ts'
import { isNetwork } from './send/allowed-address.ts'
import { setting } from '../settings/setting.ts'
import { passwordOf } from '../settings/url-password.ts'

/** Where a secret is: a variable of the environment, or a file that only the service may read. */
export const SecretSource = z.union([
  z.strictObject({
    env: setting(z.string().check(z.regex(/^[A-Za-z_][A-Za-z0-9_]*$/)), {
      about: { zh: '环境变量的名称。', en: 'Name of a variable of the environment.' },
    }),
  }),
  z.strictObject({
    file: setting(z.string().check(z.minLength(1)), {
      isPath: true,
      about: { zh: '只有服务能读的文件。', en: 'A file that only the service may read.' },
      allowed: { zh: '一个路径', en: 'a path' },
    }),
  }),
])
export type SecretSource = z.infer<typeof SecretSource>

const EventPattern = setting(
  z.string().check(
    z.refine((pattern) => eventTypes.some((type) => namesType(pattern, type)), {
      error: '没有这种事件 / no event has this name',
    }),
  ),
  {
    allowed: {
      zh: `事件名，或如 ticket.return.* 的一类：${eventTypes.join('、')}`,
      en: `a name, or several such as ticket.return.*, of ${eventTypes.join(', ')}`,
    },
  },
)

const Network = setting(
  z.string().check(
    z.refine(isNetwork, {
      error:
        '不是网段，或大于 /8（IPv6：/16） / not a network in CIDR notation, or one larger than /8 (IPv6: /16)',
    }),
  ),
  { allowed: { zh: '网段，例如 10.1.0.0/16', en: 'a network such as 10.1.0.0/16' } },
)

const shared = {
  /** Names its place in the database; another name is another endpoint. */
  id: setting(Code, {
    about: {
      zh: '接收端的编号；换一个编号就是另一个接收端。',
      en: 'Names its place in the database; another id is another endpoint.',
    },
  }),
  /** `ticket.returned`, `ticket.return.*`; everything for a webhook and what a group needs for a robot where absent. */
  events: setting(z.exactOptional(z.array(EventPattern).check(z.minLength(1))), {
    about: {
      zh: '哪些事件；不设时 Webhook 为全部，机器人为群里需要的。',
      en: 'Which events; where absent all for a webhook, what a group needs for a robot.',
    },
    allowed: {
      zh: '事件名的列表，例如 ticket.returned、ticket.return.*',
      en: 'a list of names of events, such as ticket.returned or ticket.return.*',
    },
  }),
  /** Tenants whose tickets it hears of; all where absent. */
  tenants: setting(z.exactOptional(z.array(Code).check(z.minLength(1))), {
    about: {
      zh: '只通知这些城市的工单；不设为全部。',
      en: 'Tenants whose tickets it hears of; all where absent.',
    },
  }),
  /** Units that take part in the tickets it hears of; any where absent. */
  units: setting(z.exactOptional(z.array(Code).check(z.minLength(1))), {
    about: {
      zh: '只通知这些单位参与的工单；不设为全部。',
      en: 'Units that take part in the tickets it hears of; any where absent.',
    },
  }),
  /** What a new endpoint hears first: `now` where absent, or everything since the `beginning`. */
  from: setting(z.exactOptional(z.enum(['now', 'beginning'])), {
    about: {
      zh: '新接收端从现在（不设时）还是从头开始。',
      en: 'Whether a new endpoint hears what comes from now on (where absent) or everything from the beginning.',
    },
  }),
  /** For one request, 1 to 60: 20 where absent. */
  timeoutSeconds: setting(z.exactOptional(z.int().check(z.minimum(1), z.maximum(60))), {
    about: {
      zh: '一次请求的时限（秒）；不设为 20。',
      en: 'Time for one request, in seconds; 20 where absent.',
    },
  }),
}

const Webhook = z.strictObject({
  ...shared,
  kind: setting(z.literal('webhook'), {
    about: {
      zh: '接收端的种类：Webhook，或企业微信、钉钉、飞书的群机器人。',
      en: 'What it is: a webhook, or a group robot of WeCom, DingTalk or Feishu.',
    },
  }),
  url: setting(
    z.union([z.url({ protocol: /^https?$/ }).check(z.refine((url) => passwordOf(url) === '')), SecretSource]),
    {
      about: {
        zh: '发往的地址；机器人的地址是密钥，只能写它在哪里。',
        en: 'Where to; the address of a robot is a secret, of which only the place stands here.',
      },
      allowed: {
        zh: '不含口令的 https 地址（机器人不可），或 { "env": 变量名 }、{ "file": 路径 }',
        en: 'an https address without a password (not for robots), or { "env": name } or { "file": path }',
      },
    },
  ),
  /** `whsec_…` or `whsk_…`; all of them sign while keys change. */
  keys: setting(z.array(SecretSource).check(z.minLength(1), z.maxLength(5)), {
    about: {
      zh: '签名密钥所在；换钥期间可以有几个，都会签名。',
      en: 'Where the signing keys are; several while keys change, all of which sign.',
    },
    allowed: {
      zh: '列表，每项为 { "env": 变量名 } 或 { "file": 路径 }',
      en: 'a list, each { "env": name } or { "file": path }',
    },
  }),
  /** Parts of a ticket that are sent; `address` and `excerpt` only where they are named here. */
  fields: setting(z.exactOptional(z.array(z.enum([...thinFields, ...fullerFields]))), {
    about: {
      zh: '发送工单的哪些部分；address、excerpt 只有写在此处才发送。',
      en: 'Parts of a ticket that are sent; address and excerpt only where they are named here.',
    },
  }),
  /** Requests at a time in each process, 1 to 50: 4 where absent. */
  concurrency: setting(z.exactOptional(z.int().check(z.minimum(1), z.maximum(50))), {
    about: {
      zh: '每个进程同时的请求数；不设为 4。',
      en: 'Requests at a time in each process; 4 where absent.',
    },
  }),
})

const robot = {
  ...shared,
  /** The whole address that the chat shows: it is a secret. */
  url: SecretSource,
  /** A word that the robot is set to look for. */
  keyword: setting(z.exactOptional(Line), {
    about: { zh: '机器人安全设置中的关键词。', en: 'A word that the robot is set to look for.' },
  }),
  /** Messages a minute; a little less than its maker takes where absent. */
  perMinute: setting(z.exactOptional(z.int().check(z.minimum(1), z.maximum(100))), {
    about: {
      zh: '每分钟最多几条；不设时略低于各平台的上限。',
      en: 'Messages a minute; a little less than its maker takes where absent.',
    },
  }),
}
/** The robot's secret where it is set to check signatures. */
const signed = {
  secret: setting(z.exactOptional(SecretSource), {
    about: { zh: '机器人的加签密钥所在。', en: 'Where the secret is of a robot that checks signatures.' },
    allowed: { zh: '{ "env": 变量名 } 或 { "file": 路径 }', en: '{ "env": name } or { "file": path }' },
  }),
}

export const EndpointConfig = z.discriminatedUnion('kind', [
  Webhook,
  z.strictObject({ ...robot, kind: z.literal('wecom') }),
  z.strictObject({ ...robot, ...signed, kind: z.literal('dingtalk') }),
  z.strictObject({ ...robot, ...signed, kind: z.literal('feishu') }),
])
export type EndpointConfig = z.infer<typeof EndpointConfig>

/** The section `webhooks` of the service's configuration. */
export const DeliveryConfig = z
  .strictObject({
    /** Address of a ticket's page in the portal, with `{ticketId}` and, where it needs it, `{tenantId}`. */
    ticketPage: setting(
      z.exactOptional(
        z.string().check(
          z.maxLength(300),
          z.refine((text) => /^https?:/.test(text) && URL.canParse(text.replaceAll(/[{}]/g, '')), {
            error: '不是网址 / not an address that begins with http',
          }),
        ),
      ),
      {
        about: {
          zh: '平台上工单页面的地址，含 {ticketId}，需要时含 {tenantId}。',
          en: 'Address of a ticket’s page in the portal, with {ticketId} and, where it needs it, {tenantId}.',
        },
        allowed: {
          zh: '网址，例如 https://portal.example.cn/tickets/{ticketId}',
          en: 'an address such as https://portal.example.cn/tickets/{ticketId}',
        },
      },
    ),
    /** A city's own networks (CIDR) whose addresses may be called; public addresses only where absent. */
    allowNetworks: setting(z.exactOptional(z.array(Network)), {
      about: {
        zh: '可以发往的内部网段；不设时只能发往公网地址。',
        en: 'Networks of a city’s own whose addresses may be called; public addresses only where absent.',
      },
      allowed: { zh: '网段的列表，例如 10.1.0.0/16', en: 'a list of networks such as 10.1.0.0/16' },
    }),
    /** Lets endpoints be without HTTPS: for tests, or a network in which nobody else can read. */
    allowHttp: setting(z.exactOptional(z.boolean()), {
      about: {
        zh: '接收端可以不用 HTTPS：仅用于测试，或他人无法窥视的网络。',
        en: 'Lets endpoints be without HTTPS: for tests, or a network in which nobody else can read.',
      },
    }),
    endpoints: setting(z.array(EndpointConfig), {
      about: { zh: '接收端。', en: 'The endpoints.' },
      allowed: { zh: '接收端的列表', en: 'a list of endpoints' },
    }),
  })
  .check(
    z.refine(({ endpoints }) => new Set(endpoints.map(({ id }) => id)).size === endpoints.length, {
      path: ['endpoints'],
      error: '两个接收端同名 / two endpoints have one id',
    }),
  )
export type DeliveryConfig = z.infer<typeof DeliveryConfig>
