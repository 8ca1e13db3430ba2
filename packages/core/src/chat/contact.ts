/** Whom to call back: telephone numbers and the name beside them, which go to the contact and out of the description. */
// Not through the index: nothing else of it belongs into a page.
import { findPersonal } from '../privacy/find-personal.ts'
import { isAboutNumber, isRefused, leadInLength, tailLength } from './lead-in.ts'
import { isPersonsName } from './names.ts'

export interface SaidPhone {
  /** As the contact takes it. */
  phone: string
  /** The number alone. */
  start: number
  end: number
  /** The number with its label, and with the name before it. */
  whole: { start: number; end: number }
  /** An office's, a shop's, a company's: not the resident's. */
  doubtful: boolean
}

export interface SaidName {
  name: string
  start: number
  end: number
  /** Stands by a number, behind a label, or says of itself that it reports. */
  doubtful: boolean
}

const nameLabel =
  '(?:联系人|反映人|来电人|诉求人|报修人|举报人|投诉人|当事人|居民|业主|住户|姓名|我叫|Contact|Name)'
/** Stands before a name, and is none. */
const anybody = '居民|业主|住户|群众|有'
const phoneLabel =
  '(?:(?:联系|本人|我的|她的|他的|居民|业主)?(?:电话|手机|座机)(?:号码?)?|联系方式|联系|致电|[Tt]el(?:ephone)?\\.?|[Pp]hone|[Mm]obile|[Cc]all)'
const title = '(?:先生|女士|小姐|大爷|大妈|大娘|大叔|大姐|大哥|阿姨|叔叔|奶奶|爷爷|师傅|老师|老太太|同志)'
const reports = '(?:反映|反应|来电|致电|投诉|求助|举报|称|报修|诉求)'
const han = String.raw`\p{Script=Han}`
/** A name in any script of the city: 王女士, 苏日娜, Болд, ᠪᠠᠲᠤ, Tom Li. */
const name = String.raw`(?:${han}{1,3}${title}|${han}{2,4}(?:·${han}{1,6})?|\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?|[\u1820-\u18aa]+)`

const before = new RegExp(
  String.raw`(?<all>[(（]?(?:(?:(?<label>${nameLabel})[:是 ]{0,3}(?<named>${name})|(?<=^|[\n,，。;、:(（ ]|联系|找)(?:${anybody})?(?<beside>${name}))[\s,，、:]{0,3})?(?:${phoneLabel}[:是为 ]{0,4}[(]?)?)$`,
  'u',
)
const behind = new RegExp(
  String.raw`^[ ,，(（]{0,2}(?<name>${han}{1,3}?${title})[)）]?(?=$|[\n,，。;；!！?？ ])`,
  'u',
)

/** 138… 李女士: the name, and where the words with it end. */
function nameBehind(plain: string, from: number): { name: SaidName; end: number } | undefined {
  const match = behind.exec(plain.slice(from, from + 20))
  const said = match?.groups?.name
  if (match === null || said === undefined) return undefined
  const start = from + match[0].indexOf(said)
  return {
    name: { name: said, start, end: start + said.length, doubtful: false },
    end: from + match[0].length,
  }
}
const nobody =
  /女儿|儿子|老公|老婆|爱人|家属|家人|孩子|司机|车主|电话|手机|联系|方式|号码|地址|请|谢|速|尽快|处理|麻烦|有人|大家/u
const office =
  /(?:物业|派出所|公司|热线|服务|值班|店|商家|厂|施工|单位|工地|客服|举报|监督|中心|医院|学校|消防|供电|供水|供热|燃气|招租|出租|广告)[^\n,，。;:]{0,8}[:是为 ]{0,3}$/u

/** Without a label or a form of address, Chinese words are a name only where they begin with a surname. */
const canBeName = (word: string, labelled: boolean): boolean =>
  !nobody.test(word) &&
  !office.test(word) &&
  (labelled ||
    isPersonsName(word) ||
    new RegExp(`${title}$`, 'u').test(word) ||
    !/\p{Script=Han}/u.test(word))

/** @param plain folded text */
export function phonesSaid(plain: string): (SaidPhone & { name?: SaidName })[] {
  return findPersonal(plain, ['idNumber', 'bankCard', 'email', 'phone'])
    .filter(({ kind }) => kind === 'phone')
    .flatMap(({ text, start, end }) => {
      const phone = phoneOf(text)
      if (phone === undefined) return []
      const line = plain.slice(plain.lastIndexOf('\n', start - 1) + 1, start)
      const match = before.exec(line)
      const all = match?.groups?.all ?? ''
      const said = match?.groups?.named ?? match?.groups?.beside
      const own = said !== undefined && canBeName(said, match?.groups?.named !== undefined)
      const after = own ? undefined : nameBehind(plain, end)
      const written = new RegExp(`${phoneLabel}[:是为 ]{0,4}[(]?$`, 'u').exec(line)?.[0] ?? ''
      const isLabel = !isRefused(line.slice(0, line.length - written.length))
      const label = own ? all : isLabel ? written : ''
      const rest = restOf(plain, end)
      const opens = label.includes('(')
      const closes = opens && /[)）]/u.test(plain.charAt(end))
      const labelled = start - label.length + (label.startsWith('(') && !closes ? 1 : 0)
      const led = start - leadInLength(line)
      const from = Math.min(
        labelled,
        own ? labelled - leadInLength(plain.slice(start - line.length, labelled)) : led,
      )
      const to = after ? after.end : closes ? end + 1 : end
      const at = said === undefined ? -1 : plain.indexOf(said, from)
      return [
        {
          phone,
          start,
          end,
          whole: { start: from, end: to + tailLength(restOf(plain, to)) },
          doubtful:
            office.test(line.slice(0, line.length - label.length)) ||
            office.test(line) ||
            isAboutNumber(line, rest),
          ...(after && { name: after.name }),
          ...(own &&
            at >= 0 && {
              name: {
                name: said,
                start: at,
                end: at + said.length,
                doubtful: match?.groups?.named === undefined && !new RegExp(`${title}$`, 'u').test(said),
              },
            }),
        },
      ]
    })
}

const restOf = (plain: string, from: number) => /^[^\n]*/.exec(plain.slice(from, from + 60))?.[0] ?? ''

/** Digits, with hyphens where a fixed line has groups; undefined where a contact could not take it. */
function phoneOf(text: string): string | undefined {
  const digits = text.replaceAll(/\D/g, '')
  const plus = /^ *\+/.test(text) ? '+' : ''
  const isMobile = /^(?:0?0?86)?1[3-9]\d{9}$/.test(digits)
  const phone = plus + (isMobile ? digits : text.replaceAll(/\D+/g, '-').replace(/^-|-$/g, ''))
  return /^\+?[0-9 -]{5,20}$/.test(phone) ? phone : undefined
}

const reporter = new RegExp(
  String.raw`(?<=^|[\n,，。;、:(（ ]|接到|接)(?:${anybody})?(?<name>${han}{1,3}?${title})(?=(?:今天|昨天|刚才)?${reports})|(?:${nameLabel}[:是] ?|(?<!\p{L})姓名 ?)(?<labelled>${name})`,
  'gu',
)

/** People who report, by their name: 王女士反映, 反映人：苏日娜. `whole` has the label with it. */
export function reportersNamed(plain: string): (SaidName & { whole: { start: number; end: number } })[] {
  return [...plain.matchAll(reporter)].flatMap(({ 0: all, index, groups = {} }) => {
    const said = groups.name ?? groups.labelled
    if (said === undefined || nobody.test(said)) return []
    const start = index + all.lastIndexOf(said)
    const end = start + said.length
    return [
      {
        name: said,
        start,
        end,
        whole: { start: groups.labelled === undefined ? start : index, end },
        doubtful: false,
      },
    ]
  })
}
