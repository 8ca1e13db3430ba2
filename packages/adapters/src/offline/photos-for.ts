/** The photos that a command takes along: those taken on this page, and those of commands that wait already. */
import { attachmentsOf } from '@chuishao/core/ticket'
import type { PhotosAtHand } from './photos-at-hand.ts'
import type { CommandRow, PhotoRow } from './rows.ts'
import type { OfflineStorage } from './storage.ts'

/** The row as it is saved, and its photos. What is neither here nor there is the server's already. */
export type PhotoFinder = (row: CommandRow) => Promise<[CommandRow, PhotoRow[]]>

export const photoFinder =
  (atHand: PhotosAtHand, storage: OfflineStorage): PhotoFinder =>
  async (row) => {
    const { commandId, personId } = row
    const sent = { ...row.sent }
    const photos: PhotoRow[] = []
    for (const ref of attachmentsOf(row.command)) {
      const photo = atHand.get(ref.sha256) ?? (await storage.photo(personId, ref.sha256))
      if (photo) photos.push({ ...photo, personId, commandId })
      else sent[ref.sha256] ??= ref
    }
    return [{ ...row, sent }, photos]
  }
