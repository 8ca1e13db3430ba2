/**
 * Removes photos that nobody needs, now and then while a service runs. Any number of instances may run it on one
 * database, and on photos that are uploaded and attached at that moment.
 */
import type { Collection, PhotoName, TicketService } from '@chuishao/core/service'
import { removeAbandoned } from '../attachments/unfinished.ts'
import { pause } from '../waiting/pause.ts'

export interface RunUploadCollectionOptions {
  service: Pick<TicketService, 'collectUploads'>
  /** Where photos lie while they come: what a killed process left there is removed, too. */
  uploadDirectory?: string
  /** Wait between two collections, in milliseconds; ten minutes by default. */
  everyMs?: number
  /** Ends it, between two photos. */
  signal: AbortSignal
  /** Told of every failure; what could not be removed is tried again the next time. Without `photo` the store, or the disk, was away. */
  onError: (failure: { error: unknown; photo?: PhotoName }) => void
  /** Told after each collection that removed something. */
  onCollected?: (collection: Collection) => void
  /** Waits, for tests; ends early where the signal aborts. */
  wait?: (ms: number, signal: AbortSignal) => Promise<void>
}

/** Runs until `signal` aborts. Never rejects. */
export async function runUploadCollection({
  service,
  uploadDirectory,
  everyMs = 600_000,
  signal,
  onError,
  onCollected = () => {},
  wait = pause,
}: RunUploadCollectionOptions): Promise<void> {
  while (!signal.aborted) {
    if (uploadDirectory !== undefined)
      await removeAbandoned(uploadDirectory).catch((error: unknown) => onError({ error }))
    try {
      const collection = await service.collectUploads({ signal })
      for (const failure of collection.failures) onError(failure)
      if (collection.removed > 0) onCollected(collection)
    } catch (error) {
      onError({ error })
    }
    if (!signal.aborted) await wait(everyMs, signal)
  }
}
