/** Tells a database that is away from a request that is wrong, and says so in the words of the port. */
import { StoreUnavailableError, type TicketStore } from '@chuishao/core/service'

/** Node's own codes of a connection that was refused, cut or never made. */
const socketCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
])

/**
 * SQLSTATE of a server that is ending, starting, full, in recovery, or closed to everybody (PostgreSQL, appendix A):
 * class 08, 57P01 to 57P03, 53100 to 53300, 55000 of a database that takes no connections, 25006, which a demoted primary
 * answers to a write, and 57014, 55P03 and 25P03, which it answers where somebody holds what is needed for too long.
 */
const serverCodes = /^(08...|57P0[123]|57014|53[123]00|55000|55P03|25006|25P03)$/

/** The driver, and Kysely for a connection that broke before, throw these without a code. */
const driverWords =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|connection has been discarded/

/** Whether an error says that the database is away, and not that a statement was wrong. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (socketCodes.has(code) || serverCodes.test(code)) return true
  return (
    driverWords.test(error.message) || (error instanceof AggregateError && error.errors.some(isUnavailable))
  )
}

const translated = (error: unknown): unknown =>
  isUnavailable(error) ? new StoreUnavailableError(error) : error

/** What `run` answers; throws `StoreUnavailableError` where the database is away. */
export async function translating<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    throw translated(error)
  }
}

async function* translatingEach<T>(items: AsyncIterable<T>): AsyncIterable<T> {
  try {
    yield* items
  } catch (error) {
    throw translated(error)
  }
}

/** The same store, throwing `StoreUnavailableError` where the database is away. */
export const sayingUnavailable = (store: TicketStore): TicketStore => ({
  capabilities: store.capabilities,
  load: (ref) => translating(() => store.load(ref)),
  history: (ref, page) => translating(() => store.history(ref, page)),
  append: (request) => translating(() => store.append(request)),
  erase: (request) => translating(() => store.erase(request)),
  logView: (tenantId, view, options) => translating(() => store.logView(tenantId, view, options)),
  views: (ref, page) => translating(() => store.views(ref, page)),
  command: (tenantId, commandId) => translating(() => store.command(tenantId, commandId)),
  query: (query) => translating(() => store.query(query)),
  feed: (tenantId, options) => translatingEach(store.feed(tenantId, options)),
  position: (tenantId) => translating(() => store.position(tenantId)),
  feedSecret: (tenantId) => translating(() => store.feedSecret(tenantId)),
  events: (tenantId, options) => translatingEach(store.events(tenantId, options)),
  claimDue: (options) => translating(() => store.claimDue(options)),
  noteUpload: (upload) => translating(() => store.noteUpload(upload)),
  uploadedAt: (photo, personId) => translating(() => store.uploadedAt(photo, personId)),
  photosOf: (ref) => translating(() => store.photosOf(ref)),
  unneededPhotos: (options) => translating(() => store.unneededPhotos(options)),
  releasePhoto: (photo, options, remove) => translating(() => store.releasePhoto(photo, options, remove)),
  close: () => store.close(),
})
