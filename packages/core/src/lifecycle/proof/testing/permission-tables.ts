/** Reads the tables of `permissions.md`. Whatever is missing, doubled or misspelt in them is an error here. */
import assert from 'node:assert/strict'
import { Role, Status, commandTypes, roles, statuses, type CommandType } from '../../../ticket/index.ts'

export const cells = ['·', 'yes', 'own', 'lead', 'assist', 'party', 'desk', 'self'] as const
/** For whom a person has to act; `·`: they may not at all. */
export type Cell = (typeof cells)[number]

export interface Row {
  to: Status[]
  /** Every role has a cell. */
  byRole: Record<Role, Cell>
}

/** What may be done in one state; a command without a row is for nobody. */
export type StateTable = Partial<Record<CommandType, Row>>

const cellsOf = (line: string) =>
  line
    .slice(1, -1)
    .split('|')
    .map((it) => it.trim())
const isTableLine = (line: string) => line.startsWith('|') && line.endsWith('|')
const isRule = (line: string) => /^\|[-| ]+\|$/.test(line)

/** The tables by state, in which every command is named exactly once. */
export function readPermissions(markdown: string): Record<Status, StateTable> {
  const [introduction = '', ...sections] = markdown.split(/^## /m)
  const roleOf = columnNames(introduction)
  const tables = sections.map((section): [Status, StateTable] => {
    const [heading = '', ...lines] = section.split('\n')
    const status = Status.parse(heading.split(' ')[0])
    return [status, readState(status, lines, roleOf)]
  })
  assert.deepEqual(tables.map(([status]) => status).toSorted(), statuses.toSorted(), 'one table per state')
  return Object.fromEntries(tables) as Record<Status, StateTable>
}

/** The legend says which role a column is. */
function columnNames(introduction: string): Map<string, Role> {
  const rows = introduction.split('\n').filter(isTableLine).map(cellsOf)
  const named = rows.flatMap(([column = '', role = '']): [string, Role][] =>
    role.startsWith('`') ? [[column, Role.parse(role.slice(1, -1))]] : [],
  )
  assert.deepEqual(named.map(([, role]) => role).toSorted(), roles.toSorted(), 'every role has a column')
  return new Map(named)
}

function readState(status: Status, lines: string[], roleOf: Map<string, Role>): StateTable {
  const [header, ...rows] = lines.filter((line) => isTableLine(line) && !isRule(line)).map(cellsOf)
  const columns = (header ?? []).slice(3)
  const table = rows.map(([command = '', , to = '', ...given]): [CommandType, Row] => {
    assert.equal(given.length, roles.length, `${status} ${command}: a cell per role`)
    return [
      commandNamed(command),
      {
        to: to.split(' or ').map((it) => Status.parse(it)),
        byRole: Object.fromEntries(
          given.map((cell, i) => [roleOf.get(columns[i] ?? ''), cellNamed(cell)]),
        ) as Row['byRole'],
      },
    ]
  })
  const nobody = lines.join(' ').split('Nobody: ')[1]?.trim().split(/,\s+/).map(commandNamed) ?? []
  const named = [...table.map(([command]) => command), ...nobody]
  assert.deepEqual(named.toSorted(), commandTypes.toSorted(), `${status}: every command exactly once`)
  return Object.fromEntries(table)
}

function commandNamed(text: string): CommandType {
  const found = commandTypes.find((it) => it === text)
  assert.ok(found, `${text} is no command`)
  return found
}

function cellNamed(text: string): Cell {
  const found = cells.find((it) => it === text)
  assert.ok(found, `${text} is no cell`)
  return found
}
