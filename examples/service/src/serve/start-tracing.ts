/** Exports spans by OTLP over HTTP. Loaded only where traces are on; the standard OTEL_* variables say where to. */
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources'
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import { tracedRequests, tracedService, tracedStore } from '@chuishao/adapters/tracing'

export async function startTracing() {
  const provider = new NodeTracerProvider({
    // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES go before our own name.
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'chuishao' }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  })
  provider.register()
  return {
    observe: tracedRequests(),
    service: tracedService,
    store: tracedStore,
    /** Sends what is still here. */
    close: () => provider.shutdown(),
  }
}
