/**
 * A store that may be used before its database is there: until then it says so (`StoreUnavailableError`), and goes on
 * trying. So a service with several databases starts while one of them is away.
 */
import { StoreUnavailableError, type StoreCapabilities, type TicketStore } from '@chuishao/core/service'
import { pause } from '../waiting/pause.ts'

export interface OpeningStoreOptions {
  /**
   * Opens the store, e.g. `async (signal) => (await openPostgres({ url, startTimeoutMs: 0, signal })).store`. The signal
   * aborts when nobody waits for it any more.
   */
  open: (signal: AbortSignal) => Promise<TicketStore>
  /** What the store will say of itself. */
  capabilities: StoreCapabilities
  /** Wait between two attempts, in milliseconds. */
  retryMs?: number
  /** Told of every attempt that failed; the next one follows. */
  onOpenFailed?: (error: unknown) => void
}

/** Begins to open at once. */
export function openingStore({
  open,
  capabilities,
  retryMs = 2_000,
  onOpenFailed = () => {},
}: OpeningStoreOptions): TicketStore {
  const closing = new AbortController()
  let inner: TicketStore | undefined
  let failure: unknown = new Error('The database is being opened.')

  const opened = (async () => {
    while (!closing.signal.aborted) {
      try {
        inner = await open(closing.signal)
        return
      } catch (error) {
        failure = error
        if (closing.signal.aborted) return
        onOpenFailed(error)
        await pause(retryMs, closing.signal)
      }
    }
  })()

  const store = () => {
    if (inner === undefined) throw new StoreUnavailableError(failure)
    return inner
  }

  return {
    capabilities,
    load: async (ref) => store().load(ref),
    history: async (ref, page) => store().history(ref, page),
    append: async (request) => store().append(request),
    erase: async (request) => store().erase(request),
    logView: async (tenantId, view, options) => store().logView(tenantId, view, options),
    views: async (ref, page) => store().views(ref, page),
    command: async (tenantId, commandId) => store().command(tenantId, commandId),
    query: async (query) => store().query(query),
    async *feed(tenantId, options) {
      yield* store().feed(tenantId, options)
    },
    position: async (tenantId) => store().position(tenantId),
    feedSecret: async (tenantId) => store().feedSecret(tenantId),
    async *events(tenantId, options) {
      yield* store().events(tenantId, options)
    },
    claimDue: async (claim) => store().claimDue(claim),
    noteUpload: async (upload) => store().noteUpload(upload),
    uploadedAt: async (photo, personId) => store().uploadedAt(photo, personId),
    photosOf: async (ref) => store().photosOf(ref),
    unneededPhotos: async (options) => store().unneededPhotos(options),
    releasePhoto: async (photo, options, remove) => store().releasePhoto(photo, options, remove),
    async close() {
      closing.abort()
      await opened
      await inner?.close()
    },
  }
}
