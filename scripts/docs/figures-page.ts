/** The figures of the reference: what each one counts above and below its line. */
import { countDefinitions, ratioDefinitions } from '@chuishao/core/insight'
import { code, notice, table } from './markdown.ts'

/** The page, in both languages at once, as its definitions are. */
export const figuresPage = (): string => `${notice}

# Figures 数据口径

[data](data.md) · [commands](commands.md) · [生命周期](lifecycle.zh-CN.md)

Every rate is shown with its numerator and denominator, is counted from the event log, and is never by person.
每个比率都写明分子分母，由办理记录计算得出，不按个人统计。

${table(
  ['name', '名称', 'numerator 分子', 'denominator 分母'],
  Object.entries(ratioDefinitions).map(([name, { label, numerator, denominator }]) => [
    code(name),
    both(label),
    both(numerator),
    both(denominator),
  ]),
)}

## Counts and times 数量与用时

${table(
  ['name', '名称'],
  Object.entries(countDefinitions).map(([name, label]) => [code(name), both(label)]),
)}
`

const both = ({ zh, en }: { zh: string; en: string }) => `${zh}<br>${en}`
