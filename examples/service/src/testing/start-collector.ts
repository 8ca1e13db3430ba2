/** A receiver of OTLP over HTTP on this machine, as a trace collector is one. */
import { startReceiver } from './adapters.ts'

export interface SeenSpan {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  attributes: { key: string; value: Record<string, unknown> }[]
}

interface Exported {
  resourceSpans: {
    resource: { attributes: SeenSpan['attributes'] }
    scopeSpans: { spans: SeenSpan[] }[]
  }[]
}

export async function startCollector() {
  const receiver = await startReceiver((response) =>
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}'),
  )
  const exported = () =>
    receiver.received.flatMap(({ body }): Exported['resourceSpans'] => JSON.parse(body).resourceSpans)
  return {
    url: receiver.url.origin,
    paths: () => receiver.received.map(({ path }) => path),
    /** Everything that it was sent, as text. */
    text: () => receiver.received.map(({ body }) => body).join('\n'),
    spans: () => exported().flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
    resource: () => exported()[0]?.resource.attributes ?? [],
    close: () => receiver.close(),
  }
}
