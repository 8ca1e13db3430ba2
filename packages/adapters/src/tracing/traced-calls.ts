/** Spans inside a request: the command, and each question to the store. */
import { SpanStatusCode, trace, type Tracer } from '@opentelemetry/api'
import type { TicketService, TicketStore } from '@chuishao/core/service'

/** A failed one says so by the error's class: messages may quote what was sent. */
async function within<T>(tracer: Tracer, name: string, work: () => Promise<T>): Promise<T> {
  return tracer.startActiveSpan(name, async (span) => {
    try {
      return await work()
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR })
      if (error instanceof Error) span.setAttribute('error.type', error.name)
      throw error
    } finally {
      span.end()
    }
  })
}

/** The same service with a span for each command, deadline and erasure. */
export const tracedService = (
  service: TicketService,
  tracer: Tracer = trace.getTracer('chuishao'),
): TicketService => ({
  ...service,
  execute: (...asked) => within(tracer, 'service.execute', () => service.execute(...asked)),
  erasePersonal: (...asked) => within(tracer, 'service.erase', () => service.erasePersonal(...asked)),
  reachDeadline: (due) => within(tracer, 'service.deadline', () => service.reachDeadline(due)),
})

/** The same store with a span for each transaction and question; not for feeds, which last. */
export const tracedStore = (
  store: TicketStore,
  tracer: Tracer = trace.getTracer('chuishao'),
): TicketStore => ({
  ...store,
  load: (ref) => within(tracer, 'store.load', () => store.load(ref)),
  history: (ref, page) => within(tracer, 'store.history', () => store.history(ref, page)),
  append: (request) => within(tracer, 'store.append', () => store.append(request)),
  erase: (request) => within(tracer, 'store.erase', () => store.erase(request)),
  command: (tenantId, id) => within(tracer, 'store.command', () => store.command(tenantId, id)),
  query: (query) => within(tracer, 'store.query', () => store.query(query)),
  claimDue: (options) => within(tracer, 'store.claimDue', () => store.claimDue(options)),
})
