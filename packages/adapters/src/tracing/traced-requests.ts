/** A span for every request, in the trace that the caller's `traceparent` names (W3C Trace Context). */
import { context, propagation, SpanKind, SpanStatusCode, trace, type Tracer } from '@opentelemetry/api'
import type { Observe } from '../server/observe.ts'

export const tracedRequests =
  (tracer: Tracer = trace.getTracer('chuishao')): Observe =>
  async (request, answer) => {
    const parent = propagation.extract(context.active(), request.headers, {
      get: (headers, key) => headers.get(key) ?? undefined,
      keys: (headers) => [...headers.keys()],
    })
    return tracer.startActiveSpan(request.method, { kind: SpanKind.SERVER }, parent, async (span) => {
      try {
        const answered = await answer()
        const { method, route, status, problem, tenantId } = answered
        span.updateName(`${method} ${route}`)
        span.setAttributes({
          'http.request.method': method,
          'http.route': route,
          'http.response.status_code': status,
          ...(problem !== undefined && { 'error.type': problem }),
          ...(tenantId !== undefined && { 'whistle.tenant': tenantId }),
        })
        if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
        return answered
      } finally {
        span.end()
      }
    })
  }
