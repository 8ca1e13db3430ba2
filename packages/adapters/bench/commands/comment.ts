/** A comment on a ticket as the service hands it to the store: the rows of one command, in their real size. */
import type { AppendRequest, TicketRef } from '@chuishao/core/service'
import { people } from '@chuishao/core/testing'
import { benchService, type Bench } from '../city/bench-city.ts'

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
  const comment = { type: 'COMMENT', text: '请尽快' }
  await service.execute(session, ticketId, comment, { commandId: crypto.randomUUID(), ifVersion: 1 })
  const [request] = seen
  if (request === undefined) throw new Error('The comment was refused.')
  return request
}
