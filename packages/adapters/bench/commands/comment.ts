/** The command that is measured: a comment, carried out by the service, and as the rows that it hands to the store. */
import type { AppendRequest, TicketRef, TicketService } from '@chuishao/core/service'
import { people } from '@chuishao/core/testing'
import { benchService, type Bench } from '../city/bench-city.ts'

const comment = { type: 'COMMENT', text: '请尽快' }

/** Whole commands: checked, decided on the stored ticket, sealed, appended. Only this process writes these tickets. */
export function commentsBy(service: TicketService) {
  const versions = new Map<string, number>()
  return async (tenantId: string, ticketId: string) => {
    const key = `${tenantId} ${ticketId}`
    const ifVersion = versions.get(key) ?? 1
    const session = { tenantId, actor: people.dispatcher }
    const options = { commandId: crypto.randomUUID(), ifVersion }
    const outcome = await service.execute(session, ticketId, comment, options)
    if (!outcome.ok) throw new Error(`not carried out: ${JSON.stringify(outcome)}`)
    versions.set(key, outcome.version)
  }
}

/** A comment as the service hands it to the store: the rows of one command, in their real size. */
export async function commentOnOne(
  { store }: Pick<Bench, 'store'>,
  { tenantId, ticketId }: TicketRef,
): Promise<AppendRequest> {
  const seen: AppendRequest[] = []
  const service = benchService({
    ...store,
    append: (request) => (seen.push(request), store.append(request)),
  })
  const session = { tenantId, actor: people.dispatcher }
  await service.execute(session, ticketId, comment, { commandId: crypto.randomUUID(), ifVersion: 1 })
  const [request] = seen
  if (request === undefined) throw new Error('The comment was refused.')
  return request
}
