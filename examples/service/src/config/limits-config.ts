/** What one caller, one photo and one event stream may take of an instance. */
import { setting } from '@chuishao/adapters/settings'
import * as z from 'zod/mini'
import { section, whole, withDefault } from './setting-kinds.ts'

const Rate = z.strictObject({
  requests: setting(whole(1, 1_000_000), { about: { zh: '次数。', en: 'So many requests …' } }),
  seconds: setting(whole(1, 86_400), { about: { zh: '在多少秒内。', en: '… in so many seconds.' } }),
  burst: setting(z.optional(whole(1, 1_000_000)), {
    about: {
      zh: '一次最多连续几次；不设则与次数相同。',
      en: 'How many at once; as many as requests where absent.',
    },
  }),
})

export const LimitsConfig = section(
  z.strictObject({
    perActor: setting(withDefault(Rate, { requests: 300, seconds: 60 }), {
      about: { zh: '每人的请求频率。', en: 'How often one person may ask.' },
    }),
    perAddress: setting(withDefault(Rate, { requests: 3000, seconds: 60 }), {
      about: { zh: '每个来源地址的请求频率。', en: 'How often one address may ask.' },
    }),
    bodyBytes: setting(withDefault(whole(1024, 10_485_760), 65_536), {
      about: { zh: '命令内容的上限（字节）。', en: 'Cap of a command’s body, in bytes.' },
    }),
    photoBytes: setting(withDefault(whole(1024, 104_857_600), 10_485_760), {
      about: { zh: '照片的上限（字节）。', en: 'Cap of a photo, in bytes.' },
    }),
    photoPixels: setting(withDefault(whole(10_000, 400_000_000), 64_000_000), {
      about: {
        zh: '照片像素的上限，解码前检查；一个像素解码时至多占 10 字节内存。',
        en: 'Cap of a photo’s pixels, looked at before it is decoded, which takes up to 10 bytes for each.',
      },
    }),
    photosAtOnce: setting(withDefault(whole(1, 64), 2), {
      about: { zh: '同时解码几张照片。', en: 'How many photos are decoded at once.' },
    }),
    uploadsAtOnce: setting(withDefault(whole(1, 10_000), 32), {
      about: {
        zh: '同时接收、等候和解码几张照片；更多的答以 503。',
        en: 'How many photos may be received, waiting and decoded at once; others get 503.',
      },
    }),
    uploadsAtOncePerPerson: setting(withDefault(whole(1, 10_000), 6), {
      about: { zh: '其中一个人最多几张。', en: 'How many of those may be of one person.' },
    }),
    headSeconds: setting(withDefault(whole(1, 600), 15), {
      about: {
        zh: '请求头须在多少秒内传完，否则答以 408。',
        en: 'Within how many seconds the head of a request has to be there; else it gets 408.',
      },
    }),
    commandSeconds: setting(withDefault(whole(1, 600), 30), {
      about: {
        zh: '命令内容须在多少秒内传完，否则答以 408。',
        en: 'Within how many seconds a command’s body has to be there; else it gets 408.',
      },
    }),
    uploadBytesPerSecond: setting(withDefault(whole(1, 10_000_000), 1000), {
      about: {
        zh: '照片平均每秒至少传来的字节数，更慢的答以 408。',
        en: 'How many bytes of a photo have to come in each second, on the whole; slower ones get 408.',
      },
    }),
    uploadGraceSeconds: setting(withDefault(whole(1, 600), 30), {
      about: {
        zh: '照片开头可以比这更慢的秒数。',
        en: 'How many seconds a photo may be slower than that at its beginning.',
      },
    }),
    uploadIdleSeconds: setting(withDefault(whole(1, 600), 15), {
      about: {
        zh: '上传中断多少秒即放弃，答以 408。',
        en: 'How long an upload may stand still, in seconds; then it gets 408.',
      },
    }),
    answerIdleSeconds: setting(withDefault(whole(1, 3600), 120), {
      about: {
        zh: '对方多少秒未取走等待中的回答（如照片）即断开连接；读得慢不算。',
        en: 'How long a client may take nothing of an answer that waits for it, such as a photo, in seconds; then its connection ends. One that reads slowly goes on.',
      },
    }),
  }),
)

export type LimitsConfig = z.infer<typeof LimitsConfig>

/** Within what time the slowest photo that is borne is there, in milliseconds, and so every request. */
export const longestRequestMs = ({ photoBytes, uploadBytesPerSecond, uploadGraceSeconds }: LimitsConfig) =>
  Math.ceil(1000 * (uploadGraceSeconds + photoBytes / uploadBytesPerSecond))

export const StreamsConfig = section(
  z.strictObject({
    heartbeatSeconds: setting(withDefault(whole(1, 300), 15), {
      about: {
        zh: '事件流多少秒发一次心跳；须短于代理的读超时。',
        en: 'Time between heartbeats of an event stream, in seconds; shorter than what proxies wait for.',
      },
    }),
    perPerson: setting(withDefault(whole(1, 10_000), 20), {
      about: {
        zh: '每人在一个实例上最多同时打开几个事件流；更多的答以 429。',
        en: 'Event streams that one person may have open on one instance; further ones get 429.',
      },
    }),
    maxBehind: setting(withDefault(whole(0, 100_000), 1000), {
      about: {
        zh: '重新连上者落后多少个变化以内逐个补发；更多则须重读。',
        en: 'Changes that are told one by one to a client that comes back; who missed more reads anew.',
      },
    }),
  }),
)
