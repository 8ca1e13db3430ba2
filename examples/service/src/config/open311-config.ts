/** The Open311 face: which cities have one, what it publishes, and whom each api key stands for. Off where it is absent. */
import { secret, setting } from '@chuishao/adapters/settings'
import { Code, Line } from '@chuishao/core/ticket'
import * as z from 'zod/mini'

const withDefault = z._default

const Key = z.strictObject({
  id: setting(Code, {
    about: { zh: '密钥的编号，只用于报错。', en: 'Names the key where something is wrong with it.' },
  }),
  key: secret(z.optional(z.string().check(z.regex(/^[\x21-\x7e]{20,200}$/))), {
    zh: '密钥本身，20 至 200 个可见 ASCII 字符；与 sha256 二选一。',
    en: 'The key itself, 20 to 200 visible ASCII characters; instead of sha256.',
  }),
  sha256: setting(z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/))), {
    about: {
      zh: '密钥的 SHA-256（十六进制），这样服务上没有密钥；与 key 二选一。',
      en: 'SHA-256 of the key in hexadecimal digits, so that the key is nowhere; instead of key.',
    },
    allowed: { zh: '64 位十六进制小写', en: '64 hexadecimal digits, lower case' },
  }),
  person: z.strictObject({
    personId: setting(Code, {
      about: { zh: '以谁的名义吹哨：人员编号。', en: 'Who whistles with this key: the person’s id.' },
    }),
    name: setting(Line, { about: { zh: '其姓名。', en: 'The name.' } }),
    unitId: setting(Code, {
      about: { zh: '其所在的村居：报来的事项都归它。', en: 'The community, for which all its reports are.' },
    }),
    role: setting(withDefault(z.enum(['gridWorker', 'communitySecretary']), 'gridWorker'), {
      about: { zh: '其身份。', en: 'The role.' },
    }),
  }),
})

const CityFace = z.strictObject({
  jurisdictionId: setting(z.optional(z.string().check(z.regex(/^[\w.-]{1,100}$/))), {
    about: {
      zh: '请求中须写明的 jurisdiction_id；多个城市时必填，只有一个城市时可不设。',
      en: 'The jurisdiction_id that requests have to name; needed where there are several cities.',
    },
    allowed: { zh: '一个域名，例如 hohhot.gov.cn', en: 'a domain such as hohhot.gov.cn' },
  }),
  publishes: setting(withDefault(z.array(z.enum(['description', 'place', 'result'])), []), {
    about: {
      zh: '除事项、状态、单位和时间外还公开什么；描述、地点、办理结果都可能涉及个人。',
      en: 'What the public reads beside service, state, unit and times; each of them may tell of a person.',
    },
    allowed: { zh: 'description、place、result 的列表', en: 'a list of description, place, result' },
  }),
  keys: setting(withDefault(z.array(Key), []), {
    about: {
      zh: '可以上报的密钥；没有则只能查看。',
      en: 'The keys that may report; without any it is for reading.',
    },
  }),
})

export const Open311Config = z.strictObject({
  url: setting(z.optional(z.url({ protocol: /^https?$/ })), {
    about: {
      zh: '发现文件中的公网地址；不设则用请求的地址。',
      en: 'The public address that the discovery file tells; by default the one that was asked.',
    },
    allowed: { zh: '一个网址', en: 'a URL' },
  }),
  contact: setting(z.optional(Line), {
    about: { zh: '发现文件中的联系方式。', en: 'Whom to ask, in the discovery file.' },
  }),
  keyService: setting(z.optional(Line), {
    about: { zh: '发现文件中如何申请密钥。', en: 'How to get a key, in the discovery file.' },
  }),
  type: setting(withDefault(z.enum(['production', 'test']), 'production'), {
    about: { zh: '是否真实受理。', en: 'Whether reports are acted upon.' },
  }),
  cities: setting(z.record(Code, CityFace), {
    about: { zh: '哪些城市提供，以租户编号为键。', en: 'The cities that have it, each under its tenant.' },
  }),
})
export type Open311Config = z.infer<typeof Open311Config>
export type Open311Key = z.infer<typeof Key>
