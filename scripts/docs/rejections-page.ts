/** The rejection codes of the reference: what each says to a person, and which commands it may meet. */
import { permissionMatrix, reasons } from '@chuishao/core/lifecycle'
import { commandTypes, rejectionCodes, type Policy, type RejectionCode } from '@chuishao/core/ticket'
import { refusalsOf } from './commands-page.ts'
import { code, json, notice, table } from './markdown.ts'
import { play } from './play.ts'

/** The page, in both languages at once: its sentences are. */
export function rejectionsPage(policy: Policy): string {
  return `${notice}

# Rejections 拒绝码

[lifecycle](lifecycle.md) · [commands](commands.md) · [生命周期](lifecycle.zh-CN.md) · [命令](commands.zh-CN.md)

A refused command changes nothing. The answer has one of these codes, its sentence in Chinese and English, and the
commands that this person may give now; \`invalidInput\` also says where. Codes are stable: programs go by them, people
by the sentences.

命令被拒绝时什么都不改变。回答中有拒绝码、中英文说明，以及此人现在可以发出的命令；\`invalidInput\` 还指明错在哪里。拒绝码不会改名：程序认码，人看说明。

${rejectionTable(policy)}

For example, a whistle with nothing filled in is refused so: 例如，什么都没填就吹哨：

${json(example())}
`
}

function rejectionTable(policy: Policy): string {
  const matrix = permissionMatrix(policy)
  const met = new Map(commandTypes.map((type) => [type, refusalsOf(type, matrix)]))
  const where = (it: RejectionCode) => {
    const types = commandTypes.filter((type) => met.get(type)?.includes(it))
    return types.length === commandTypes.length ? 'every command 所有命令' : types.map(linked).join(' ')
  }
  return table(
    ['code', '中文', 'English', 'may meet 可能出现在'],
    rejectionCodes.map((it) => [
      `<a id="${it.toLowerCase()}"></a>${code(it)}`,
      reasons[it].zh,
      reasons[it].en,
      where(it),
    ]),
  )
}

const linked = (type: string) => `[${code(type)}](commands.md#${type.toLowerCase()})`

function example() {
  const { decision } = play([['gridWorker', { type: 'WHISTLE' }]])
  if (decision.ok) throw new Error('An empty whistle was accepted')
  return decision.rejection
}
