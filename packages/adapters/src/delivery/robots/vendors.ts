/**
 * The three robots, each by its maker's documents: what one sends, how it is signed, what an answer says. All of them
 * answer 200 to a failure and say so in the body.
 */
import { createHmac } from 'node:crypto'
import * as z from 'zod/mini'
import type { RobotItem, RobotMessage } from './message.ts'

export const robotKinds = ['wecom', 'dingtalk', 'feishu'] as const
export type RobotKind = (typeof robotKinds)[number]

export interface Vendor {
  /** Requests a minute: below what the maker allows, which counts in its own way, and others may use the robot too. */
  perMinute: number
  /** How long it wants nothing once it was told too much, in milliseconds. */
  limitedMs: number
  request(url: URL, message: RobotMessage, signing: { secret?: string | undefined; at: number }): RobotRequest
  /** The code in an answer's body, 0 for success; undefined where it is no answer of a robot. */
  read(body: string): { code: number; text: string } | undefined
  /** Codes that say that it was told too much. */
  limitedCodes: readonly number[]
}

export interface RobotRequest {
  url: URL
  body: object
}

const Errcode = z.object({ errcode: z.int(), errmsg: z.optional(z.string()) })
const FeishuCode = z.object({ code: z.int(), msg: z.optional(z.string()) })

const errcodeOf: Vendor['read'] = (body) => {
  const answer = Errcode.safeParse(jsonOf(body)).data
  return answer && { code: answer.errcode, text: answer.errmsg ?? '' }
}

export const vendors: Record<RobotKind, Vendor> = {
  /**
   * https://developer.work.weixin.qq.com/document/path/91770 : the key is in the address; markdown of at most 4,096
   * bytes; 20 messages a minute; 45009 is "api freq out of limit" (path/90313).
   */
  wecom: {
    perMinute: 18,
    limitedMs: 60_000,
    request: (url, message) => ({
      url,
      body: { msgtype: 'markdown', markdown: { content: markdownOf(message) } },
    }),
    read: errcodeOf,
    limitedCodes: [45009],
  },
  /**
   * https://open.dingtalk.com/document/orgapp/custom-robot-access and /customize-robot-security-settings : timestamp in
   * milliseconds and signature in the query; 20 messages a minute, else nothing for ten minutes; 130101 is "send too fast".
   */
  dingtalk: {
    perMinute: 18,
    limitedMs: 600_000,
    request: (url, message, { secret, at }) => ({
      url: secret === undefined ? url : signedByQuery(url, secret, at),
      body: { msgtype: 'markdown', markdown: { title: message.title, text: markdownOf(message) } },
    }),
    read: errcodeOf,
    limitedCodes: [130101],
  },
  /**
   * https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot : timestamp in seconds and signature in the body,
   * where timestamp and secret are the key and nothing is signed; 100 messages a minute, 5 a second; 11232 is the limit.
   */
  feishu: {
    perMinute: 60,
    limitedMs: 60_000,
    request: (url, message, { secret, at }) => ({
      url,
      body: {
        ...(secret !== undefined && signatureOfFeishu(secret, at)),
        msg_type: 'post',
        content: { post: { zh_cn: { title: message.title, content: richTextOf(message) } } },
      },
    }),
    read(body) {
      const answer = FeishuCode.safeParse(jsonOf(body)).data
      return answer && { code: answer.code, text: answer.msg ?? '' }
    },
    limitedCodes: [11232],
  },
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function signedByQuery(url: URL, secret: string, at: number): URL {
  const signed = new URL(url)
  signed.searchParams.set('timestamp', String(at))
  signed.searchParams.set('sign', createHmac('sha256', secret).update(`${at}\n${secret}`).digest('base64'))
  return signed
}

function signatureOfFeishu(secret: string, at: number) {
  const timestamp = String(Math.floor(at / 1000))
  return { timestamp, sign: createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64') }
}

/** Names come from a city's lists: what would format something stands there in its full-width form, in every dialect. */
const plain = (text: string) =>
  text.replaceAll(/[\\`*_[\]<>#~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))

const markdownOf = ({ title, items }: RobotMessage): string =>
  [`### ${plain(title)}`, ...items.map((item) => markdownOfItem(item, items.length > 1))].join('\n\n')

const markdownOfItem = ({ headline, lines, link }: RobotItem, isOneOfMany: boolean): string =>
  [
    ...(isOneOfMany || lines.length === 0 ? [`**${plain(headline)}**`] : []),
    ...lines.map(([label, value]) => `> ${label}：${plain(value)}`),
    ...(link === undefined ? [] : [`[查看工单](${link})`]),
  ].join('\n\n')

const richTextOf = ({ items }: RobotMessage) =>
  items.flatMap(({ headline, lines, link }) => [
    [{ tag: 'text', text: headline }],
    ...lines.map(([label, value]) => [{ tag: 'text', text: `${label}：${value}` }]),
    ...(link === undefined ? [] : [[{ tag: 'a', text: '查看工单', href: link }]]),
  ])
