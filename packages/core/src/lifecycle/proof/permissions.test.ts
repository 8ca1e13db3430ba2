/** The tables of `permissions.md`, compared with the statechart and with what really happens, cell by cell. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { testPolicy } from '../../testing/test-city.ts'
import {
  commandTypes,
  roles,
  statuses,
  type Actor,
  type CommandType,
  type Role,
  type Status,
  type Ticket,
} from '../../ticket/index.ts'
import { decide } from '../decide.ts'
import { isOpen } from '../parties.ts'
import { permissionMatrix } from '../permission-matrix.ts'
import { readPermissions, type Cell } from './testing/permission-tables.ts'
import { mergeTarget, payloadsFor, stages, type Stage } from './testing/stages.ts'
import { instant } from './testing/story.ts'

const tables = readPermissions(readFileSync(new URL('permissions.md', import.meta.url), 'utf8'))
const cellAt = (status: Status, command: CommandType, role: Role): Cell =>
  tables[status][command]?.byRole[role] ?? '·'

const policies = [testPolicy, { ...testPolicy, resultReview: { ...testPolicy.resultReview, enabled: false } }]
const everyCell = statuses.flatMap((status) =>
  commandTypes.flatMap((command) => roles.map((role) => ({ status, command, role }))),
)

const distinct = (texts: string[]) => [...new Set(texts)].toSorted()

describe('the statechart as it is written', () => {
  it('gives every role exactly the commands that the table gives it, in every state', () => {
    expect(everyCell).toHaveLength(11 * 33 * 11)
    for (const policy of policies) {
      const matrix = permissionMatrix(policy)
      const differences = everyCell.filter(({ status, command, role }) => {
        const rows = matrix.filter((it) => it.from === status && it.command === command)
        return rows.some((it) => it.roles.includes(role)) !== (cellAt(status, command, role) !== '·')
      })
      expect(differences).toEqual([])
    }
  })

  it('leads exactly where the table says', () => {
    const matrix = policies.flatMap(permissionMatrix)
    for (const status of statuses) {
      for (const command of commandTypes) {
        const targets = matrix.flatMap((it) => (it.from === status && it.command === command ? [it.to] : []))
        const expected = tables[status][command]?.to ?? []
        expect([...new Set(targets)].toSorted(), `${status} ${command}`).toEqual(expected.toSorted())
      }
    }
  })
})

const unitIds = [
  'community-1',
  'community-2',
  'street-1',
  'city-management',
  'water',
  'police',
  'dispatch',
  undefined,
]

/** Everybody who could have this role: for every unit and for none; residents also as the one who is on the ticket. */
const actorsIn = (role: Role): Actor[] =>
  unitIds.flatMap((unitId) =>
    (role === 'citizen' ? ['citizen-1', 'citizen-2'] : ['somebody']).map((personId) => ({
      personId,
      name: personId,
      roles: [role],
      ...(unitId !== undefined && { unitId }),
    })),
  )

function meets(cell: Cell, { communityId = 'community-1', ...ticket }: Ticket, actor: Actor): boolean {
  const { unitId } = actor
  const helps = (it: Ticket['assists'][number]) => it.unitId === unitId
  switch (cell) {
    case '·':
      return false
    case 'yes':
      return true
    case 'own':
      return unitId === communityId
    case 'lead':
      return unitId !== undefined && unitId === ticket.leadUnitId
    case 'assist':
      return ticket.assists.some((it) => helps(it) && isOpen(it))
    case 'party':
      return (
        unitId !== undefined &&
        (unitId === communityId || unitId === ticket.leadUnitId || ticket.assists.some(helps))
      )
    case 'desk':
      return unitId !== ticket.returns.at(-1)?.unitId
    case 'self':
      return ticket.draft.citizenId === actor.personId
  }
}

/** The states to which a command leads when this person gives it; none where it is refused. */
const outcomes = ({ ticket, at, city }: Stage, command: CommandType, actor: Actor): Status[] =>
  payloadsFor(command, at).flatMap((payload) => {
    const decision = decide(ticket, payload, actor, instant(at), city, { mergeTarget })
    return decision.ok ? [decision.ticket.status] : []
  })

interface Tries {
  /** Attempts that did not end as the table says. */
  wrong: string[]
  /** State, command and role of everything that succeeded. */
  succeeded: string[]
  /** State, command and state afterwards. */
  led: string[]
}

/** Everybody tries everything in every stage, except what that stage is not ready for. */
function tryEverything(): Tries {
  const tries: Tries = { wrong: [], succeeded: [], led: [] }
  for (const stage of stages()) {
    const { status } = stage.ticket
    for (const command of commandTypes) {
      const barred = stage.barred.includes(command)
      if (tables[status][command] && !barred && !stage.ready.includes(command)) continue
      for (const role of stage.only?.[command] ?? roles) {
        const cell = barred ? '·' : cellAt(status, command, role)
        for (const actor of actorsIn(role)) {
          const reached = outcomes(stage, command, actor)
          const happened = reached.length > 0
          const text = `${stage.name}: ${command} by ${role} ${actor.personId} of ${actor.unitId}: ${cell}`
          if (happened !== meets(cell, stage.ticket, actor)) tries.wrong.push(text)
          if (happened && cell !== '·') tries.succeeded.push(`${status} ${command} ${role}`)
          tries.led.push(...reached.map((to) => `${status} ${command} ${to}`))
        }
      }
    }
  }
  return tries
}

describe('what really happens', () => {
  const tries = tryEverything()

  it('is what the table says, whoever tries, for whatever unit', () => {
    expect(tries.wrong).toEqual([])
  })

  it('was seen to succeed for every cell that allows something', () => {
    const allowed = everyCell.filter((it) => cellAt(it.status, it.command, it.role) !== '·')
    expect(distinct(tries.succeeded)).toEqual(
      distinct(allowed.map(({ status, command, role }) => `${status} ${command} ${role}`)),
    )
  })

  it('leads to every state that the table names, and to no other', () => {
    const named = statuses.flatMap((status) =>
      commandTypes.flatMap(
        (command) => tables[status][command]?.to.map((to) => `${status} ${command} ${to}`) ?? [],
      ),
    )
    expect(distinct(tries.led)).toEqual(distinct(named))
  })
})
