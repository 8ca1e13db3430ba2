/** The photos that a command takes along: those taken on this page, and those of commands that wait already. */
import { attachmentsOf } from '@chuishao/core/ticket'
import type { PhotosAtHand } from './photos-at-hand.ts'
import type { CommandRow, PhotoRow } from './rows.ts'
import type { OfflineStorage } from './storage.ts'

/** What is neither here nor there is taken for the server's already. */
export type PhotoFinder = (row: Pick<CommandRow, 'command' | 'commandId' | 'personId'>) => Promise<PhotoRow[]>

export const photoFinder =
  (atHand: PhotosAtHand, storage: OfflineStorage): PhotoFinder =>
  async ({ command, commandId, personId }) => {
    const found = await Promise.all(
      attachmentsOf(command).map(
        async ({ sha256 }) => atHand.get(sha256) ?? (await storage.photo(personId, sha256)),
      ),
    )
    return found.flatMap((photo) => photo ?? []).map((photo) => ({ ...photo, commandId }))
  }
