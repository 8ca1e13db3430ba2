/** What every store checks before it erases, beside what it checks before it appends. */
import type { EraseRequest } from '@chuishao/core/service'
import { checkAppend, InvalidAppendError } from './append-request.ts'

/** Throws an {@link InvalidAppendError} unless the request fits together and brings nothing personal back. */
export function checkErase(request: EraseRequest): void {
  checkAppend(request)
  const { ref, events, lines, ticket, summary } = request
  const refuse = (why: string) => {
    throw new InvalidAppendError(`Erase from ticket ${ref.ticketId}: ${why}`)
  }
  if (events.some((event) => event.personal)) refuse('an event has personal data')
  if (ticket.draft.contact || ticket.draft.citizenId !== undefined) refuse('the state has personal data')
  if ([summary, ...lines].some((line) => line.citizenId !== undefined))
    refuse('a list line names the resident')
  if (lines.length !== ticket.version || lines.some((line, i) => line.version !== i + 1))
    refuse('there is not one list line for each version')
}
