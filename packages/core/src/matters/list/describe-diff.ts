/** The difference of two lists as a page that the people who decide on it can read. */
import type { Matter } from '../../ticket/matter.ts'
import type { Sentence } from '../../ticket/primitives.ts'
import type { FieldChange, MatterListDiff } from './diff.ts'
import { fieldLabel } from './matter-words.ts'

/** A sum first, then one line for each item that is added, removed, changed or probably renumbered. */
export function describeDiff(diff: MatterListDiff): Sentence {
  const lines: Sentence[] = [
    headline(diff),
    ...diff.added.map((it) => ({ zh: `＋ 新增 ${named(it)}`, en: `+ added ${named(it)}` })),
    ...diff.removed.map((it) => ({ zh: `－ 删除 ${named(it)}`, en: `- removed ${named(it)}` })),
    ...diff.changed.map(({ after, fields }) => {
      const changes = describeChanges(fields)
      return { zh: `～ 修改 ${named(after)}：${changes.zh}`, en: `~ changed ${named(after)}: ${changes.en}` }
    }),
    ...diff.renamed.map(({ before, after, because }) => ({
      zh: `？ 可能改号 ${before.code} → ${named(after)}（${because.zh}）`,
      en: `? probably renumbered ${before.code} → ${named(after)} (${because.en})`,
    })),
  ]
  return { zh: lines.map(({ zh }) => zh).join('\n'), en: lines.map(({ en }) => en).join('\n') }
}

/** The changes of one item in a line: `办理时限 4小时 → 2小时`. */
export const describeChanges = (fields: FieldChange[]): Sentence => ({
  zh: fields.map((it) => `${fieldLabel(it.field).zh} ${it.before.zh} → ${it.after.zh}`).join('；'),
  en: fields.map((it) => `${fieldLabel(it.field).en} ${it.before.en} → ${it.after.en}`).join('; '),
})

const named = ({ code, name }: Matter) => `${code} ${name}`

const headline = ({ from, to, added, removed, changed, renamed, unchanged }: MatterListDiff): Sentence => ({
  zh:
    `清单 ${from} → ${to}：新增 ${added.length} 项，删除 ${removed.length} 项，修改 ${changed.length} 项，` +
    `不变 ${unchanged} 项${renamed.length > 0 ? `；其中可能改号 ${renamed.length} 项` : ''}`,
  en:
    `List ${from} → ${to}: ${added.length} added, ${removed.length} removed, ${changed.length} changed, ` +
    `${unchanged} unchanged${renamed.length > 0 ? `; ${renamed.length} of them probably renumbered` : ''}`,
})
