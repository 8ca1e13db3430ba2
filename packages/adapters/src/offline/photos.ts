/** Photos on the device: those just taken wait in memory for their command, the others beside the command that waits. */
import { GatewayError, type TicketGateway } from '@chuishao/core/service'
import { attachmentsOf, sha256Of } from '@chuishao/core/ticket'
import { abortError } from '../http/answer-in-time.ts'
import { mediaTypeByBytes } from '../local/accept-by-bytes.ts'
import type { CommandRow, PhotoRow } from './rows.ts'
import type { OfflineStorage } from './storage.ts'
import type { Surroundings } from './surroundings.ts'

/** Two forms full: who sends again after a refusal finds them here still. */
const mostAtHand = 18
/** As the server's own cap. */
const limitBytes = 10 * 1024 * 1024
/** Left free for commands, which are small and are taken as long as there is any room. */
const reserveBytes = 5_000_000

type PhotoAtHand = Omit<PhotoRow, 'personId' | 'commandId'>

export interface Photos {
  /** Keeps a photo in memory. Throws a GatewayError for what the server would not take, or what there is no room for. */
  upload: TicketGateway['upload']
  /** A photo that is on this device. */
  find(personId: string, sha256: string): Promise<PhotoAtHand | undefined>
  /** A command as it is saved, and the photos that it takes along; what is not here is the server's already. */
  with(row: CommandRow): Promise<[CommandRow, PhotoRow[]]>
  clear(): void
}

export function devicePhotos(storage: OfflineStorage, surroundings: Surroundings): Photos {
  const atHand = new Map<string, PhotoAtHand>()

  const find: Photos['find'] = async (personId, sha256) =>
    atHand.get(sha256) ?? storage.photo(personId, sha256)

  return {
    async upload(photo, { signal, onProgress } = {}) {
      if (photo.size > limitBytes) throw new GatewayError('tooLarge')
      // As the browser estimates it: some tell more than there is, so the database's own refusal counts as well.
      const space = await surroundings.space()
      if (space && space.quotaBytes - space.usedBytes < photo.size + reserveBytes)
        throw new GatewayError('storageFull')
      const bytes = new Uint8Array(await photo.arrayBuffer())
      const mediaType = mediaTypeByBytes(bytes)
      if (!mediaType) throw new GatewayError('unsupportedType')
      // Not by `crypto.subtle`, which pages over plain HTTP, as on intranets, have not.
      const sha256 = sha256Of(bytes)
      if (signal?.aborted) throw abortError(signal)
      atHand.delete(sha256)
      atHand.set(sha256, { sha256, mediaType, bytes })
      for (const old of [...atHand.keys()].slice(0, -mostAtHand)) atHand.delete(old)
      onProgress?.(1)
      return { sha256, mediaType, bytes: photo.size }
    },

    find,

    async with(row) {
      const { commandId, personId } = row
      const sent = { ...row.sent }
      const photos: PhotoRow[] = []
      for (const ref of attachmentsOf(row.command)) {
        const photo = await find(personId, ref.sha256)
        if (photo) photos.push({ ...photo, personId, commandId })
        else sent[ref.sha256] ??= ref
      }
      return [{ ...row, sent }, photos]
    },

    clear: () => atHand.clear(),
  }
}
