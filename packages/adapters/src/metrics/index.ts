/** What Prometheus asks of a service, by `prom-client`, in a registry of its own. */
export { observedService, type CommandSeen, type ServiceHooks } from './observed-service.ts'
export { ticketMetrics, type TicketMetrics, type TicketMetricsOptions } from './ticket-metrics.ts'
