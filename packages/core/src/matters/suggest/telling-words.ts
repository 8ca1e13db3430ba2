/** What in a text can tell one matter from another: characters, pairs of them, words in Latin letters, and meanings. */
import { deniedIn } from './negation.ts'
import { meantIn } from './sayings.ts'

/** A feature of a text, and where it stands. */
export interface TellingWord {
  /** A character, a pair, a word; or `#` and the number of a meaning. */
  word: string
  /** Positions in code points. */
  from: number
  to: number
  /** How much it tells by its kind, before it is known how rare it is. */
  weight: number
}

/** Characters that hold sentences together and tell little by themselves. */
const binding = new Set(
  '的了是在我你他她它们这那个就都也和把被让给有没不人家一两三四五六七八九十几好多少大小上下来去到着过得地很太真又还要能会说看啥咋怎么样谁哪吗呢啊吧呀天年月日号点半前后里外面边头口处块些只再才刚老总每各该跟从往对为以可所等想找用做成',
)

/** Where and when rather than what; they tell something (楼道灯 is not 路灯), but half as much. */
const settings =
  '小区 楼下 楼上 楼前 楼后 院里 院子 门口 门前 马路 路边 街上 巷子 村里 村口 广场 公园 学校 医院 车站 地铁口 路口 旁边 对面 隔壁 窗户 家里 附近 单元 墙上 底下 后头 中间 半夜 晚上 早上 昨天 今天 天天 老人 孩子 好几 师傅 没人'.split(
    ' ',
  )

const weights = {
  single: 1,
  pair: 1,
  halfBoundPair: 0.8,
  boundPair: 0.2,
  meaning: 1.2,
  latin: 1,
  setting: 0.6,
}

/** The telling words of a text. What the text denies is left out where `denials` are heeded. */
export function tellingWords(text: string, { denials = false } = {}): TellingWord[] {
  const chars = Array.from(text, foldOne)
  const plain = chars.join('')
  const strength = settingsIn(plain)
  if (denials) for (const { from, to } of deniedIn(plain)) strength.fill(0, from, to)
  const found: TellingWord[] = []
  eachWord(chars, plain, (word, from, to, weight) => {
    let weakest = 1
    for (let at = from; at < to; at++) weakest = Math.min(weakest, strength[at] ?? 1)
    if (weakest > 0) found.push({ word, from, to, weight: weight * weakest })
  })
  return found
}

/** The telling words of a text, each once, wherever they stand. */
export function wordsOf(text: string): Set<string> {
  const chars = Array.from(text, foldOne)
  const words = new Set<string>()
  eachWord(chars, chars.join(''), (word) => words.add(word))
  return words
}

function eachWord(
  chars: readonly string[],
  plain: string,
  found: (word: string, from: number, to: number, weight: number) => void,
): void {
  const han = chars.map(isHan)
  for (const [at, char] of chars.entries()) {
    if (han[at] !== true) continue
    if (!binding.has(char)) found(char, at, at + 1, weights.single)
    const next = chars[at + 1]
    if (next === undefined || han[at + 1] !== true) continue
    const bound = Number(binding.has(char)) + Number(binding.has(next))
    const weight = bound === 0 ? weights.pair : bound === 1 ? weights.halfBoundPair : weights.boundPair
    found(char + next, at, at + 2, weight)
  }
  for (const { 0: word, index } of plain.matchAll(/[a-z0-9]+/gu))
    found(word, index, index + word.length, weights.latin)
  for (const { meaning, from, to } of meantIn(plain)) found(`#${meaning}`, from, to, weights.meaning)
}

/** Positions stay what they are: what would take more or fewer places becomes a sign. */
function foldOne(char: string): string {
  const folded = char.normalize('NFKC').toLowerCase()
  return folded.length === 1 ? folded : '·'
}

const isHan = (char: string) => /^\p{Script=Han}$/u.test(char)

/** How much each position counts. */
function settingsIn(text: string): number[] {
  const strength = Array.from(text, () => 1)
  for (const setting of settings) {
    for (let at = text.indexOf(setting); at >= 0; at = text.indexOf(setting, at + 1))
      strength.fill(weights.setting, at, at + setting.length)
  }
  return strength
}
