/** The cursor of each tenant's feed; its secret never changes and is asked for once. */
import type { Session, TicketService } from '@chuishao/core/service'
import { feedCursor, type FeedCursor } from './feed-cursor.ts'

export const feedCursors = (service: TicketService) => {
  const known = new Map<string, FeedCursor>()
  return async (session: Session): Promise<FeedCursor> => {
    const { tenantId } = session
    const cursor = known.get(tenantId) ?? feedCursor(await service.feedSecret(session), tenantId)
    known.set(tenantId, cursor)
    return cursor
  }
}
