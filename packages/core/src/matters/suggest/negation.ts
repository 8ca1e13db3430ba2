/** Finds what a description says that it is not about: 不是路灯的问题，是红绿灯. */

/** A stretch of a text, as positions from (included) to (excluded). */
export interface Stretch {
  from: number
  to: number
}

/** Not every 不是 denies: 是不是, 可不是, 不是……就是 and 不是说 do not. */
const denials = [
  /(?<![是可要莫岂还])(?:并?不是|并非)(?![说一很太没不])([^，。、；;,.！？!?\s]{2,14}?)(?:的问题|的事儿?|的原因)?(?=[，。；;,.！？!?\s]|而?是|$)/gu,
  /(?:跟|和|与)([^，。；;,.！？!?\s]{2,10}?)(?:没有?关系|无关|不相干)/gu,
  /除了([^，。；;,.！？!?\s]{2,10}?)(?:以外|之外)/gu,
  /(?:没有?|不算|不曾)((?:闻到|看到|看见|占|影响)[^，。；;,.！？!?\s]{2,10})(?=[，,；;])/gu,
  /(?<=^|[，。；;,.！？!?\s])([^，。；;,.！？!?\s]{1,8}?)(?:没问题|没事|好好的|正常|是好的|不缺|有呢)(?=[，。；;,.！？!?\s])/gu,
]

/** Stretches that are denied, in the order of the text. */
export function deniedIn(text: string): Stretch[] {
  const found: Stretch[] = []
  for (const denial of denials) {
    for (const match of text.matchAll(denial)) {
      const denied = match[1] ?? ''
      if (
        /就是/u.test(text.slice(match.index, match.index + match[0].length + 8)) &&
        match[0].startsWith('不是')
      )
        continue
      const from = match.index + match[0].indexOf(denied)
      found.push({ from, to: from + denied.length })
    }
  }
  return found.sort((a, b) => a.from - b.from)
}
