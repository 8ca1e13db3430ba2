/** What a chat writes between people's words: placeholders of pictures, names of emoji, mentions, frames of quotations. */

export const noiseKinds = [
  'sender',
  'placeholder',
  'mention',
  'frame',
  'system',
  'acknowledgement',
  'repeated',
  'contact',
] as const
/**
 * `sender`: who wrote when. `frame`: what stands around a quoted or forwarded message. `system`: what the chat says itself.
 * `acknowledgement`: a message that only says 收到. `contact`: went to the contact, with its label. `repeated`: is there
 * already, word for word.
 */
export type NoiseKind = (typeof noiseKinds)[number]

export interface Stretch {
  kind: NoiseKind
  start: number
  end: number
}

/** Names that WeChat and its kin write for pictures, files and their own emoji. Other words in brackets are words. */
const media =
  '图片|圖片|照片|视频|影片|语音|語音|表情|动画表情|文件|链接|位置|名片|红包|转账|小程序|语音通话|视频通话|聊天记录|合并转发|Photo|Image|Picture|Video|Voice|Voice Message|Sticker|File|Link|Location|Chat History|Mini Program'
const emoji =
  '微笑|撇嘴|色|发呆|得意|流泪|害羞|闭嘴|睡|大哭|尴尬|发怒|调皮|呲牙|惊讶|难过|囧|抓狂|吐|偷笑|愉快|白眼|傲慢|困|惊恐|憨笑|悠闲|咒骂|疑问|嘘|晕|衰|骷髅|敲打|再见|擦汗|抠鼻|鼓掌|坏笑|右哼哼|鄙视|委屈|快哭了|阴险|亲亲|可怜|笑脸|生病|脸红|破涕为笑|恐惧|失望|无语|嘿哈|捂脸|奸笑|机智|皱眉|耶|吃瓜|加油|汗|天啊|社会社会|旺柴|好的|打脸|哇|翻白眼|666|让我看看|叹气|苦涩|裂开|嘴唇|爱心|心碎|拥抱|强|弱|握手|胜利|抱拳|勾引|拳头|OK|合十|啤酒|咖啡|蛋糕|玫瑰|凋谢|菜刀|炸弹|便便|月亮|太阳|庆祝|礼物|发|福|烟花|爆竹|猪头|跳跳|发抖|转圈|Smile|Facepalm|ThumbsUp|Salute|Rose|Fist|Cry|Sob|Angry|Sweat|Worship|Concerned|Emm|Wow|Doge'

const inLine: readonly [NoiseKind, RegExp][] = [
  ['placeholder', new RegExp(String.raw`\[(?:${media}|${emoji})\]`, 'gu')],
  // With the space behind it that the chat itself puts there; without one it may be a part of the sentence.
  ['mention', /(?<![\p{L}\p{N}._%+-])@(?:所有人|全体成员|[^\s@,，。:：;；!！?？]{1,20}(?=\s|$))/gu],
  ['frame', /^ *(?:[-–—=_~*] ?){4,} *$/gmu],
  ['frame', /^ *[>|│] ?/gmu],
  ['frame', /[「」]|^ *\[?引用\]? *[::]/gmu],
  [
    'frame',
    /^ *(?:[-—=]{2,} *)?(?:以下是?)?(?:转发的?消息|转发自?群?消息|Forwarded message)[::]? *(?:[-—=]{2,})? *$/gmu,
  ],
  ['frame', /^ *(?:转自|转发自|来自)[::]? ?[^\n]{1,30}?群(?:聊)?[::]? *$/gmu],
  ['frame', /^ *[^\n]{0,30}的聊天记录(?:如下)?[::]? *$/gmu],
  [
    'system',
    /^ *[^\n。,，]{0,40}(?:撤回了一条消息|加入了群聊|退出了群聊|拍了拍[^\n]{0,20}|邀请[^\n]{1,40}加入了?群聊|修改群名为[^\n]{0,40}|以上是新消息|以下为新消息) *$/gmu,
  ],
]

/** Stretches of noise within lines, in the order of the text; two may share characters. `plain` is folded. */
export function noiseIn(plain: string): Stretch[] {
  const found: Stretch[] = []
  for (const [kind, pattern] of inLine)
    for (const { 0: match, index } of plain.matchAll(pattern))
      if (match.trim()) found.push({ kind, start: index, end: index + match.length })
  return found.sort((a, b) => a.start - b.start || b.end - a.end)
}

const acknowledgement =
  /^[\s,，.。!！~～?？]*(?:(?:收到|好的?|好嘞|嗯|行|可以|OK|ok|Ok|谢谢|感谢|多谢|辛苦(?:了|啦)?|了解|知道了|明白|马上(?:处理|看|去|到)?|已转(?:达|发)?|稍等|在的?|请问|您好|你好|大家好|各位好|早上好|上午好|下午好|晚上好|thanks?|got it)[了啦哈呀啊吧哦]?(?:[\s,，.。!！~～?？]|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)*)+$/u

/** Whether a message says no more than that it was read, or a greeting, or is a sign only. */
export const isAcknowledgement = (plain: string): boolean =>
  !/[\p{L}\p{N}]/u.test(plain) || (plain.length <= 40 && acknowledgement.test(plain))
