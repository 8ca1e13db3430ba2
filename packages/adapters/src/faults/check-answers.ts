/** Holds what the service answered against what its store has: nothing lost, nothing twice, nothing that was refused. */
import { groupBy, ticketKey } from './group-by.ts'
import type { Invocation, LogEntry } from './operation-log.ts'
import type { CommandRecord, EventRecord, StoreSnapshot } from './snapshot.ts'
import type { Violation } from './violation.ts'

/** One command with every answer that any of its calls got. */
interface Asked {
  first: Invocation
  versions: Set<number>
  refusals: string[]
  /** Calls without an answer that says something. */
  open: number
}

export interface AnswerCounts {
  acknowledged: number
  refused: number
  /** Without any answer, and what became of them. */
  unknownDone: number
  unknownNotDone: number
}

export function checkAnswers(logs: LogEntry[][], store: StoreSnapshot) {
  const asked = collect(logs)
  const violations: Violation[] = []
  const counts: AnswerCounts = { acknowledged: 0, refused: 0, unknownDone: 0, unknownNotDone: 0 }
  const events = new Map(store.events.map((row) => [versionKey(row), row]))
  const commands = groupBy(store.commands, (row) => row.commandId)
  const texts = markedEvents(store.events)

  for (const [commandId, it] of asked) {
    const { first, versions, refusals } = it
    const { tenantId, ticketId } = first
    const say = (rule: Violation['rule'], found: string) =>
      violations.push({ rule, tenantId, ticketId, found: `${first.command.type} ${commandId}: ${found}` })
    const rows = commands.get(commandId) ?? []
    const own = rows.filter((row) => row.tenantId === tenantId)

    if (rows.length > own.length) say('tenant', 'it is with another tenant')
    if (own.length > 1 || versions.size > 1)
      say('twice', `${own.length} rows, acknowledged as version ${[...versions].join(', ')}`)
    if ((texts.get(commandId) ?? 0) > 1) say('twice', `its text is in ${texts.get(commandId)} events`)
    const row = own[0]
    if (row && row.ticketId !== ticketId) say('tenant', 'it is on another ticket')
    for (const version of versions)
      if (row?.version !== version) say('lost', `acknowledged as version ${version}, stored ${row?.version}`)
    if (row) checkEffect(row, first, events.get(versionKey(row)), say)

    const [refusal] = refusals
    // One call that was refused says of the command that it never took effect, whatever the other calls were told.
    if (row && refusal !== undefined)
      say('refusedButDone', `answered ${refusal}, stored as version ${row.version}`)

    if (versions.size > 0) counts.acknowledged += 1
    else if (refusal !== undefined) counts.refused += 1
    else if (row) counts.unknownDone += 1
    else counts.unknownNotDone += 1
  }
  violations.push(...checkEverythingAsked(asked, store), ...checkOrder(logs))
  return { violations, counts }
}

function collect(logs: LogEntry[][]): Map<string, Asked> {
  const asked = new Map<string, Asked>()
  for (const log of logs) {
    const calls = new Map<string, Asked>()
    for (const entry of log) {
      if (entry.type === 'claim') continue
      if (entry.type === 'invoke') {
        const it = asked.get(entry.commandId) ?? { first: entry, versions: new Set(), refusals: [], open: 0 }
        // Open until answered: the log of a process that died ends in the middle.
        it.open += 1
        asked.set(entry.commandId, it)
        calls.set(entry.call, it)
        continue
      }
      const it = calls.get(entry.call)
      if (!it || entry.type === 'unknown') continue
      it.open -= 1
      if (entry.type === 'ok') it.versions.add(entry.version)
      else it.refusals.push(entry.code)
    }
  }
  return asked
}

/** The event under a command's version must be that command, of that person. */
function checkEffect(
  row: CommandRecord,
  { command, personId }: Invocation,
  stored: EventRecord | undefined,
  say: (rule: Violation['rule'], found: string) => void,
) {
  const { event } = stored ?? {}
  if (!event) return say('lost', `there is no event at version ${row.version}`)
  if (stored?.position !== row.position) say('positions', `its event is at ${stored?.position}`)
  if (event.command.type !== command.type) say('lost', `its event is ${event.command.type}`)
  if (event.actor.personId !== personId) say('tenant', `its event is by ${event.actor.personId}`)
  return undefined
}

/** Every event belongs to one command; every command was sent by somebody, or is a deadline of the system. */
function checkEverythingAsked(asked: Map<string, Asked>, { commands, events }: StoreSnapshot): Violation[] {
  const made = groupBy(commands, versionKey)
  return [
    ...events
      .filter((row) => made.get(versionKey(row))?.length !== 1)
      .map(({ tenantId, ticketId, version, event }): Violation => ({
        rule: made.has(versionKey({ tenantId, ticketId, version })) ? 'lost' : 'unasked',
        tenantId,
        ticketId,
        found: `version ${version} (${event.command.type}) belongs to ${made.get(versionKey({ tenantId, ticketId, version }))?.length ?? 0} commands`,
      })),
    ...commands
      .filter(({ commandId, ticketId }) => !asked.has(commandId) && !commandId.startsWith(`${ticketId}:`))
      .map(({ tenantId, ticketId, commandId }): Violation => ({
        rule: 'unasked',
        tenantId,
        ticketId,
        found: `nobody sent ${commandId}`,
      })),
  ]
}

/** Within one process's log: whoever asks after an answer gets a later version than that answer. */
function checkOrder(logs: LogEntry[][]): Violation[] {
  return logs.flatMap((log) => {
    const latest = new Map<string, number>()
    const begun = new Map<string, { floor: number; invocation: Invocation; repeated: boolean }>()
    const sent = new Set<string>()
    const broken: Violation[] = []
    for (const entry of log) {
      if (entry.type === 'invoke') {
        const repeated = sent.has(entry.commandId)
        sent.add(entry.commandId)
        begun.set(entry.call, { floor: latest.get(ticketKey(entry)) ?? 0, invocation: entry, repeated })
      }
      if (entry.type !== 'ok') continue
      const call = begun.get(entry.call)
      if (!call) continue
      const { floor, invocation, repeated } = call
      const { tenantId, ticketId } = invocation
      // A repeat is answered with the first result, which may be older.
      if (!repeated && entry.version <= floor)
        broken.push({
          rule: 'order',
          tenantId,
          ticketId,
          found: `${invocation.commandId} got version ${entry.version} after ${floor} was answered`,
        })
      const key = ticketKey(invocation)
      latest.set(key, Math.max(latest.get(key) ?? 0, entry.version))
    }
    return broken
  })
}

/** How many events carry a command's identifier in their text; senders put it there. */
function markedEvents(events: EventRecord[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { event } of events)
    for (const [, id = ''] of JSON.stringify(event.command).matchAll(/\[([0-9a-f-]{36})\]/g))
      counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}

const versionKey = ({
  tenantId,
  ticketId,
  version,
}: Pick<CommandRecord, 'tenantId' | 'ticketId' | 'version'>) => `${tenantId} ${ticketId} ${version}`
