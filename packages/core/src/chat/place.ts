/**
 * Where it is, as people in a Chinese town write it: 锦绣花园3号楼2单元门口, 东街与新华路交叉口, 第3网格. Pieces are found by
 * what they end with, and those that stand together are one place.
 */

export interface SaidPlace {
  start: number
  end: number
  /** Has a name or a grid; 门口 and 3号楼 alone say where only to those who know what is spoken of. */
  telling: boolean
  /** Stands behind 地址： or its like. */
  labelled: boolean
  /** Begins with a building or a door: which estate or road is said elsewhere, or known. */
  unnamed: boolean
  /** Its names of roads and estates, and its numbers: what says nothing of the matter. */
  names: { start: number; end: number }[]
}

interface Piece {
  kind: 'community' | 'name' | 'site' | 'road' | 'number' | 'spot'
  start: number
  end: number
}

const digits = String.raw`(?:\d{1,4}|[一二三四五六七八九十]{1,3})`
/** What a name ends with. */
const roadEnd =
  '(?:大街|大道|环路|路(?!灯|面|牙|沿|障|政|况|桩|基|过|人|标|牌|边石)|街(?!道)|巷(?!子)|胡同|高架桥|立交桥|大桥|天桥)'
/** Where people live: the name tells where and never what. */
const homeEnd =
  '(?:小区|家园|花园|嘉园|佳园|公寓|花苑|佳苑|雅苑|嘉苑|名苑|苑|新村|新城|庄园|公馆|华府|华庭|豪庭|山庄|佳地|社区|嘎查|营子|村(?!民|里|委|干|口))(?!路(?!灯|面|口|边|上)|大?街|巷|大道)'
/** What is there may be what it is about: 公园, 医院, 市场. */
const siteEnd =
  '(?:广场|大厦|菜市场|市场|早市|夜市|商场|超市|小学|中学|学校|大学|幼儿园|医院|卫生院|公园|体育馆|体育场|火车站|公交站|地铁站|加油站|派出所|饭店|酒店|宾馆|写字楼|工业园|产业园)(?!路(?!灯|面|口|边|上)|大?街|巷|大道)'
/** What is no part of a name before these: 我家旁边的人民路 is 人民路. */
const leads =
  /反映|发现|看到|看见|位于|地址|位置|地点|靠近|住在|家住|路过|经过|居民|业主|住户|群众|网格员|楼长|邻居|大家|今天|今日|昨天|昨日|昨晚|前天|今早|上午|下午|晚上|早上|中午|凌晨|半夜|现在|目前|刚才|刚刚|附近|旁边|对面|社区|小区|各位|领导|书记|您好|你好|麻烦|帮忙|请问|关于|还是|就是|就(?!业)|不知|为什么|大量|很多|好多|一个|一辆|一直|那个|整个|本|该|咱|咱们|另外|此外|其次|再就是|[的在是了从我你他她它们这那哪请把被给又还都也很去往来有没不到因跟与及]|和(?!平|谐|林|睦|美|顺|信)/gu
const noRoad =
  /(?:^|道|马|线|电|短|公|铁|网|走|绕|让|修|堵|半|一|条|过|带|问|油|水|管|气|回|套|思|出|沿|逛|上|临|满|整|口|字|岔|见|上学|放学|上班|下班|回家)$/u
const noSite = /^(?:|老旧?|全|整个?|每个?|各|多个?|农|城中|自然|行政|某|同|两个?|隔壁|旁边)$/u

const numbers = [
  String.raw`${digits}(?:-\d{1,3})?(?:号楼|号院|号门(?![口前外])|号(?!线|井|码|召|令|文)|栋|幢|#楼?)`,
  // Many leave a space around figures; 号 alone stays close, since 5 号 may be a day.
  String.raw`${digits} (?:号楼|号院|栋|幢)`,
  String.raw`[A-Za-z甲乙丙丁]\d?(?:座|栋|区|号楼|段)`,
  String.raw`${digits} ?单元`,
  String.raw`${digits} ?(?:层|楼(?![道梯栋长]))`,
  String.raw`\d{3,4} ?(?:室|户)(?!外)`,
  String.raw`(?<=(?:号楼|栋|幢|单元|座|#楼?) ?-?)\d{3,4}(?!\d|[.:%年月日元米度块])`,
  String.raw`(?<![\d.-])\d{1,3}-\d{1,2}-\d{2,4}(?![\d-])`,
  String.raw`(?:第?${digits}号?|[东西南北中])网格|网格(?:编号|号|编码)?:? ?[A-Za-z]{0,4}-?\d[A-Za-z0-9-]{0,19}`,
  String.raw`[东西南北]区|[一二三四五六七八九\d]期`,
].join('|')
const spots = [
  '(?:小区|学校|院)?[东西南北正后前侧]{1,2}(?:大门|门|侧|边|面|口|头|角|段)(?:口|外|里|内|处)?',
  '(?:小区|学校|校|大)?门(?:口|前|外)|小区(?:里|内|外)',
  '(?:十字|丁字|三岔)?路口|交叉口|交汇处|村口|转盘|红绿灯(?:处|旁|下)|斑马线处',
  '对面|旁边?(?!边)|附近|隔壁|楼下|楼前|楼后|楼顶|楼道(?:里|内)?|后面|前面|中间|拐角处?',
  '地下车库|地下室|停车场|车棚|院内|院里|桥下|路段|中段|沿线|公交站(?:牌|台)?|地铁口|垃圾(?:站|房|点)旁?',
  '(?<=号楼|[栋幢座]|单元)(?:前|后|旁|下|内|里)',
  String.raw`[往向以]?[东西南北]${digits}米|${digits}米(?:处|左右)`,
].join('|')

const labelled =
  /(?:(?:详细|具体|事发|案发)?(?:地址|位置|地点|地段|所在地)|\[位置\])[:是] ?([^\n。;!?]{2,})/gu
const longest = 200

/**
 * The places that a text speaks of, in its order.
 * @param plain folded text, with spaces in the place of what is no place: times, telephone numbers, noise
 * @param known stretches that are names of communities
 */
export function placesSaid(
  plain: string,
  known: readonly { start: number; end: number }[] = [],
): SaidPlace[] {
  const labels = labelledIn(plain)
  const pieces = piecesIn(plain, known).filter(
    (piece) => !labels.some((it) => it.start < piece.end && piece.start < it.end),
  )
  return [...labels, ...joined(pieces, plain)].sort((a, b) => a.start - b.start)
}

/** What a place is next to: 挨着公交站牌 is no matter of bus stops. */
export const landmarksIn = (plain: string): { start: number; end: number }[] =>
  [...plain.matchAll(/(?:紧?挨着|靠近|紧邻|毗邻|正对着?)[^\n,，。;；!！?？、:的 ]{2,8}/gu)].map(
    ({ 0: all, index }) => ({ start: index, end: index + all.length }),
  )

function labelledIn(plain: string): SaidPlace[] {
  return [...plain.matchAll(labelled)].flatMap(({ 0: all, 1: place = '', index }) => {
    const from = index + all.length - place.length
    // Up to the next label of the same line.
    const [only = ''] = place.split(/[,， ](?=[\p{Script=Han}]{2,5}:)/u)
    const text = placeOnly(only)
      .trimStart()
      .slice(0, longest)
      .replace(/[\s,、]+$/u, '')
    const start = from + only.length - only.trimStart().length
    return text.length < 2
      ? []
      : [{ start, end: start + text.length, telling: true, labelled: true, unnamed: false, names: [] }]
  })
}

const somePlace = new RegExp(`${numbers}|${roadEnd}|${homeEnd}|${siteEnd}|${spots}`, 'u')

/** Up to the first comma behind which nothing says where: 东街路口，破了一半. */
function placeOnly(text: string): string {
  const [first = '', ...others] = text.split(/(?=[,，])/u)
  const end = others.findIndex((it) => !somePlace.test(it) && /\p{Script=Han}/u.test(it))
  return [first, ...(end < 0 ? others : others.slice(0, end))].join('')
}

function piecesIn(plain: string, known: readonly { start: number; end: number }[]): Piece[] {
  const pieces: Piece[] = known.map(({ start, end }) => ({ kind: 'community', start, end }))
  const add = (piece: Piece) => {
    if (piece.end > piece.start && !pieces.some((it) => it.start < piece.end && piece.start < it.end))
      pieces.push(piece)
  }
  for (const match of plain.matchAll(new RegExp(numbers, 'gu'))) add(pieceOf(match, 'number'))
  for (const { 0: end, index } of plain.matchAll(new RegExp(`${roadEnd}|${homeEnd}|${siteEnd}`, 'gu')))
    add(nameEndingAt(plain, index, index + end.length, pieces))
  // Of 幸福小区 and 小区北门, of 3号楼 and 楼下, what is left: 北门, 下.
  for (const match of plain.matchAll(new RegExp(spots, 'gu'))) {
    const spot = pieceOf(match, 'spot')
    const before = pieces.find((it) => it.start < spot.start + 1 && spot.start < it.end)
    add({ ...spot, start: Math.max(spot.start, before?.end ?? 0) })
  }
  return pieces.sort((a, b) => a.start - b.start)
}

const pieceOf = ({ 0: text, index = 0 }: RegExpMatchArray, kind: Piece['kind']): Piece => ({
  kind,
  start: index,
  end: index + text.length,
})

/** Goes back from what a name ends with to where it can begin. An empty piece is no name. */
function nameEndingAt(plain: string, suffix: number, end: number, pieces: readonly Piece[]): Piece {
  const isRoad = endsAt(roadEnd, plain, suffix, end)
  const isSite = endsAt(siteEnd, plain, suffix, end)
  const most = isRoad ? 7 : 9
  const before = Math.max(
    0,
    suffix - 2 * most,
    ...pieces.filter((it) => it.end <= suffix).map((it) => it.end),
  )
  const run = /[\p{Script=Han}A-Za-z0-9·]*$/u.exec(plain.slice(before, suffix))?.[0] ?? ''
  let from = 0
  for (const { 0: lead, index } of run.matchAll(leads)) from = Math.max(from, index + lead.length)
  const name = run.slice(Math.max(from, run.length - most)).replace(/^[\d号楼]+(?=\p{Script=Han}{2})/u, '')
  const none: Piece = { kind: 'name', start: end, end }
  if (isRoad && noRoad.test(name)) return none
  // 东街菜市场
  const stands = pieces.some((it) => it.end === suffix)
  if (!isRoad && noSite.test(name) && !(name === '' && stands)) return none
  const kind = isRoad ? 'road' : isSite ? 'site' : 'name'
  return { kind, start: suffix - name.length, end }
}

const endsAt = (pattern: string, plain: string, start: number, end: number): boolean =>
  new RegExp(`^${pattern}`, 'u').exec(plain.slice(start, end))?.[0].length === end - start

/** Pieces with next to nothing between them are one place. */
function joined(pieces: readonly Piece[], plain: string): SaidPlace[] {
  const groups: Piece[][] = []
  for (const piece of pieces) {
    const group = groups[groups.length - 1]
    const last = group?.[group.length - 1]
    if (group && last && belongs(plain.slice(last.end, piece.start), last, piece, plain)) group.push(piece)
    else groups.push([piece])
  }
  return groups.map((group) => {
    const [first] = group
    const last = group[group.length - 1]
    return {
      start: first?.start ?? 0,
      end: last?.end ?? 0,
      telling: group.some(
        ({ kind, start, end }) =>
          kind === 'name' || kind === 'road' || kind === 'site' || plain.slice(start, end).includes('网格'),
      ),
      labelled: false,
      unnamed: first?.kind === 'number' || first?.kind === 'spot',
      names: group.filter(({ kind }) => kind !== 'spot' && kind !== 'site'),
    }
  })
}

function belongs(between: string, last: Piece, piece: Piece, plain: string): boolean {
  if (between === '' || between === ' ' || between === '的' || /^[(（]$/u.test(between)) return true
  if (plain.slice(last.start, last.end).endsWith('网格') && /^ ?[,、:] ?$/u.test(between)) return true
  // 东街与新华路交叉口
  if (last.kind === 'road' && piece.kind === 'road' && /^ ?[和与跟、-] ?$/u.test(between))
    return /^ ?的?(?:交叉|交汇|路口|十字)/u.test(plain.slice(piece.end))
  return (piece.kind === 'number' || piece.kind === 'spot') && /^ ?[,、) ] ?$/u.test(between)
}
