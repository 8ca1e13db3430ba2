/**
 * The words that only hold a telephone number: 有事打这个号, 我电话, 联系我. They go out with it, for without it they are half a
 * sentence. What says more than whom to call stays.
 */

/** Alone in its clause before a number, each of them is no more than a lead-in. */
const words = [
  '我们?(?:这边|这|自己)?|本人|我家|咱|您|你们?|他|她|的',
  '如果?有(?:事|问题|情况|需要|意见|疑问|消息|结果)|有(?:啥|什么)?(?:事儿?|问题|情况|需要|意见|疑问|消息|结果)|如需|需要|不清楚|要是',
  '请您?|麻烦(?:您|你们)?|劳驾|欢迎|可以?|能|就|再|随时|直接|及时|尽快|第一时间|都|也|还|到时候?|来了?|到了?',
  '拨打|打|拨|呼|联系(?:人|到)?|联络|咨询|询问|问|找|加|给|跟|和|与|向|往|用',
  '说话|吱声|招呼|通知|告诉|反馈|回个?(?:电话?|话|复|信)|回复|来电话?|去电|致电|打电话|通电话|电联',
  '电话号码?|电话|手机号码?|手机|座机|(?<![0-9一二三四五六七八九十])号码?|微信号?|联系方式|联系电话|[Tt]el(?:ephone)?\\.?|[Pp]hone|[Mm]obile|[Cc]all',
  '女儿|儿子|老公|老婆|爱人|家属|家人|孩子|父亲|母亲|妈妈|爸爸|业主|居民|住户|司机|车主|店主|房东|租户|(?:拍照|当事|报修|反映|报案|发现)人',
  '了解(?:一下)?(?:情况|详情|细节)?|就行|即可|行|这个?|那个?|下面|以下|如下|是|为|留|一下|下|了|吧|哈|啊|呢',
].join('|')
/** One or more of them, and nothing is tried twice: each is within others, and what a chat repeats has no end. */
const some = (alternatives: string) => String.raw`(?=(?<some>(?:${alternatives})+))\k<some>`
/** No lead-in is longer. */
const longestLead = 60

/** One of these has to be among them where no sign parts them from what stands before: 路灯不亮打这个号. */
const strong =
  /打|拨|联系|联络|电话|手机|号码|(?<![0-9一二三四五六七八九十])号|微信|回电|致电|找我|加我|[Tt]el|[Pp]hone|[Mm]obile|[Cc]all/u
const clauseEnd = String.raw`[\n,，。.;；!！?？、:：(（)）\ufdd0\s]`

const wholeClause = new RegExp(String.raw`(?<=^|${clauseEnd})${some(words)}[:：是为 ]{0,4}$`, 'u')
/** 司机电话: of whom it is, and nothing else. */
const ofSomebody = new RegExp(
  String.raw`(?<=^|${clauseEnd})(?!\p{Script=Han}{0,3}[不没别勿未无])\p{Script=Han}{1,3}的?(?:联系)?(?:电话号码?|电话|手机号码?|手机|号码|微信)[:：是为 ]{0,4}$`,
  'u',
)
const run = new RegExp(String.raw`${some(words)}[:：是为 ]{0,4}$`, 'u')
/** 没人接电话, 别打电话: no lead-in, but what happened, or what somebody wants. */
export const isRefused = (before: string): boolean => /[不没别勿莫未无]$|没人[接打]?$/u.test(before)

/** Where the words begin that lead to a number; its own start where there are none. `before` is what stands before it in its line. */
export function leadInLength(before: string): number {
  const line = before.slice(-longestLead)
  const clause = (wholeClause.exec(line) ?? ofSomebody.exec(line))?.[0]
  if (clause !== undefined) return clause.length
  const tail = run.exec(line)?.[0] ?? ''
  // As little as holds the number: 我 of 别人告诉我 is somebody else's word.
  const from = tail.search(strongFrom)
  const held = from < 0 ? '' : tail.slice(from)
  return held !== '' && !isRefused(line.slice(0, line.length - held.length)) ? held.length : 0
}

const strongFrom = new RegExp(
  String.raw`(?:有事儿?|有问题|有情况|有需要|如需)?(?:请您?|麻烦|可以?|直接|随时)*(?:我们?|本人|我家)?的?(?:${strong.source})`,
  'u',
)

const tails =
  '这个?|那个?|随时|直接|都|就|可以?|请|麻烦|给|是|微信|手机|电话|号码?|联系|打|找|问|回复?|加|通知|告诉|我们?|本人|您|你们?|的|同号?|即可|行|好了?|能|联系上|打通|吧|哈|啊|了|接|在|来了?|到了?|处理|解决|对接|沟通|一下'
const after = new RegExp(String.raw`^[)）]? ?${some(tails)}(?=$|${clauseEnd})`, 'u')
const nextClause = new RegExp(
  String.raw`^[,，、 ]{1,2}(?=[^,，。;；!！?？\n ]*(?:打|联系|电话|找|回|加))${some(tails)}(?=$|${clauseEnd})`,
  'u',
)

/** The words behind a number that only say what to do with it: 找我, 这个号问就行, 微信同号, ，来了打我. `rest` is what stands there. */
export function tailLength(rest: string): number {
  const own = after.exec(rest)?.[0].length ?? 0
  return own + (nextClause.exec(rest.slice(own))?.[0].length ?? 0)
}

/** A number at which nobody answers, or that somebody is annoyed by, is part of what happened, and nobody's to call back. */
export const isAboutNumber = (line: string, rest: string): boolean =>
  /(?:联系不[上到]|打不通|找不到|接到|[有是]个|一个|陌生)(?:个|的)?(?:号码?|电话|手机)?[:：是为 ]{0,3}$/u.test(
    line,
  ) ||
  /^[^\n,，。;；!！?？]{0,12}(?:推销|骚扰|诈骗|冒充|骗)/u.test(rest) ||
  /^[)）]?[ ,，]{0,2}(?:总是|总|一直|老是|老|都|也|又|就|还|根本|已经)?(?:是)?(?:没人[接管]|没有人接|无人接|打不通|不接|接不通|不通|打不进|空号|占线|关机|停机|欠费)/u.test(
    rest,
  )
