/** The two things that a request tells of its past: when it was made, and what its status was last changed to, and why. */
import { someResident, type Command, type TicketEvent } from '@chuishao/core/ticket'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { outcomeOf, textOf } from './request-ticket.ts'
import type { LoadedRequest } from './requests.ts'

export function historyOf({ ticket, request }: LoadedRequest): TicketEvent[] {
  const { id: ticketId, createdAt = '', updatedAt = createdAt, status, leadUnitId, draft } = ticket
  const agency = request?.agency_responsible
  const event = (version: number, more: Pick<TicketEvent, 'at' | 'actor' | 'from' | 'to' | 'command'>) => ({
    ticketId,
    version,
    kind: 'command' as const,
    ...more,
    facts: {},
    previousHash: '',
    // Nothing is chained: this only tells one line from another.
    hash: bytesToHex(sha256(utf8ToBytes(JSON.stringify([ticketId, version, more.at, more.command])))),
    redacted: true as const,
  })
  const made = event(1, {
    at: createdAt,
    actor: { ...someResident, roles: ['citizen'] },
    from: 'draft',
    to: 'whistled',
    command: { type: 'WHISTLE', draft },
  })
  const said = [request?.status_notes, request?.service_notice].flatMap((it) => textOf(it) ?? []).join('\n')
  if (status !== 'closed' && said === '') return [made]
  const text = textOf(said) ?? '—'
  const command: Command =
    status === 'closed'
      ? { type: 'SUBMIT_RESULT', outcome: outcomeOf(request?.status), text }
      : { type: 'COMMENT', text }
  const actor: TicketEvent['actor'] = {
    personId: leadUnitId ?? 'open311',
    name: textOf(agency)?.slice(0, 200) ?? 'Open311',
    // Who wrote it is not told.
    roles: [status === 'closed' ? 'departmentHandler' : 'system'],
  }
  return [made, event(2, { at: updatedAt, actor, from: 'whistled', to: status, command })]
}
