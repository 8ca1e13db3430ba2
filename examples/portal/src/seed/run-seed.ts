/**
 * Fills an empty data directory by executing the cases' commands through the service, in the order of their moments,
 * under a clock that is moved along; deadlines take effect at their own moments in between. No row is ever inserted.
 *
 * Every identifier follows from the case, so that a seed that was killed half-way goes on where it stopped.
 */
import { attachmentOf } from '@chuishao/core/service'
import { createHash } from 'node:crypto'
import type { Session, TicketService } from '@chuishao/core/service'
import {
  systemActor,
  type Actor,
  type AttachmentRef,
  type Command,
  type Instant,
  type Ticket,
  type Unit,
} from '@chuishao/core/ticket'
import { identity } from '../server/identities.ts'
import { drawPicture, type Scene } from './pictures.ts'
import { spanMs, type SeedCase, type SeedCommand, type SeedStep, type Who } from './script.ts'

export interface SeedOptions {
  service: TicketService
  tenantId: string
  unit: (id: string) => Unit | undefined
  cases: SeedCase[]
  /** The moment that the cases' `ago` counts back from. */
  start: Date
  /** Moves the clock that the service reads. */
  setClock: (now: Instant) => void
  /** Told after every step, for a progress line. */
  onStep?: (done: number, all: number) => void
}

interface Moment {
  at: number
  seedCase: SeedCase
  index: number
  step: SeedStep
}

const instant = (ms: number): Instant => new Date(ms).toISOString()

export async function runSeed({ service, tenantId, unit, cases, start, setClock, onStep }: SeedOptions) {
  const system: Session = { tenantId, actor: systemActor }
  const due = new Map<string, number[]>()
  const pictures = new Map<Scene, Uint8Array>()
  const idOf = (seedCase: SeedCase) => ticketIdOf(seedCase, start)

  const remember = (ticket: Ticket) =>
    due.set(
      ticket.id,
      Object.values(ticket.clocks).flatMap((it) => (it.pausedAt ? [] : [Date.parse(it.dueAt)])),
    )

  async function runDeadlinesUntil(end: number) {
    for (;;) {
      const next = Math.min(...[...due.values()].flat())
      if (next > end) return
      setClock(instant(next))
      await service.runDueDeadlines({ owner: 'seed' })
      for (const [ticketId, moments] of due) {
        if (!moments.some((it) => it <= next)) continue
        const view = await service.get(system, ticketId)
        if (view) remember(view.ticket)
        const left = due.get(ticketId)?.filter((it) => it > next)
        due.set(ticketId, left ?? [])
      }
    }
  }

  async function photo(scene: Scene, session: Session) {
    const picture = pictures.get(scene) ?? (await drawPicture(scene))
    pictures.set(scene, picture)
    return { ...(await service.upload(session, attachmentOf(picture, 'image/jpeg'))), name: `${scene}.jpg` }
  }

  async function perform({ at, seedCase, index, step }: Moment) {
    setClock(instant(at))
    const ticketId = idOf(seedCase)
    const before = (await service.get(system, ticketId))?.ticket
    const session: Session = { tenantId, actor: actorFor(step.who, before, unit) }
    const refs = []
    for (const scene of step.photos ?? []) refs.push(await photo(scene, session))
    const command = withPhotos(resolved(step.command, at), refs)
    const outcome = await service.execute(session, ticketId, command, {
      commandId: `seed:${seedCase.id}:${index}`,
      ifVersion: before?.version ?? 0,
    })
    if (!outcome.ok) {
      throw new Error(
        `The demo case "${seedCase.id}" stopped at step ${index} (${command.type}): ${JSON.stringify(outcome)}`,
      )
    }
    remember(outcome.ticket)
  }

  function resolved(command: SeedCommand, at: number): Command {
    if (command.type === 'SUSPEND' && 'reviewAfter' in command) {
      return { type: 'SUSPEND', plan: command.plan, reviewAt: instant(at + spanMs(command.reviewAfter)) }
    }
    if (command.type !== 'MERGE') return command
    const target = cases.find(({ id }) => id === command.intoCase)
    if (!target) throw new Error(`There is no case "${command.intoCase}" to merge into`)
    const { intoCase: _, ...rest } = command
    return { ...rest, intoTicketId: idOf(target) }
  }

  const moments = momentsOf(cases, start)
  for (const [done, moment] of moments.entries()) {
    await runDeadlinesUntil(moment.at)
    await perform(moment)
    onStep?.(done + 1, moments.length)
  }
  await runDeadlinesUntil(start.getTime())
}

const beginningOf = ({ ago }: SeedCase, start: Date) => start.getTime() - spanMs(ago)

/** All steps of all cases, earliest first. */
const momentsOf = (cases: SeedCase[], start: Date): Moment[] =>
  cases
    .flatMap((seedCase) =>
      seedCase.steps.map((step, index) => ({
        at: beginningOf(seedCase, start) + spanMs(step.after),
        seedCase,
        index,
        step,
      })),
    )
    .toSorted((a, b) => a.at - b.at)

const withPhotos = (command: Command, attachments: AttachmentRef[]) =>
  attachments.length === 0
    ? command
    : 'draft' in command
      ? { ...command, draft: { ...command.draft, attachments } }
      : { ...command, attachments }

/** The person who takes a step; beyond the identities, an invented colleague of the unit that has to act. */
function actorFor(who: Who, ticket: Ticket | undefined, unit: (id: string) => Unit | undefined): Actor {
  if (typeof who === 'string') {
    const known = identity(who)
    if (!known) throw new Error(`There is no demo identity "${who}"`)
    return known.actor
  }
  const unitId = 'unit' in who ? who.unit : who.for === 'lead' ? ticket?.leadUnitId : ticket?.communityId
  const acting = unitId === undefined ? undefined : unit(unitId)
  if (!acting) throw new Error('A demo case names a unit that does not exist')
  return {
    personId: `demo-${acting.id}`,
    name: colleague(acting.id),
    roles: [roleIn(acting)],
    unitId: acting.id,
  }
}

function roleIn({ type }: Unit): Actor['roles'][number] {
  switch (type) {
    case 'community':
      return 'gridWorker'
    case 'street':
      return 'streetOfficer'
    case 'dispatchCentre':
      return 'dispatcher'
    case 'districtDepartment':
    case 'cityDepartment':
    case 'outsideHandler':
      return 'departmentHandler'
  }
}

const surnames = ['王', '李', '张', '刘', '赵', '孙', '郭', '高', '白', '云', '康', '任']
const givenNames = ['海霞', '志刚', '丽娟', '建军', '慧敏', '永红', '雪梅', '国栋', '娜仁', '斯琴']

/** The same unit always has the same colleague. */
function colleague(unitId: string): string {
  const [a = 0, b = 0] = createHash('sha256').update(unitId).digest()
  return `${surnames[a % surnames.length]}${givenNames[b % givenNames.length]}`
}

/** A version 7 UUID whose time is the case's beginning and whose random part follows from the case. */
export function ticketIdOf(seedCase: SeedCase, start: Date): string {
  const time = beginningOf(seedCase, start).toString(16).padStart(12, '0')
  const rest = createHash('sha256').update(seedCase.id).digest('hex')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-a${rest.slice(3, 6)}-${rest.slice(6, 18)}`
}
