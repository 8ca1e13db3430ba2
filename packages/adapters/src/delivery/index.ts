/** Tells others what happens: webhooks by Standard Webhooks, and group robots. A subpath of its own; needs `ipaddr.js` and `kysely`. */
export type { Endpoint, EndpointFilter, EndpointKind, SendContext, SendResult } from './endpoint.ts'
export { eventTypeOf, eventTypes, type EventType } from './event-types.ts'
export {
  deadLetters,
  disableEndpoint,
  enableEndpoint,
  endpointStates,
  replay,
  type DeadLetter,
  type EndpointState,
  type Replay,
} from './outbox/manage.ts'
export type { DataField, Occurrence } from './payload.ts'
export {
  runDelivery,
  type DeliveryAttempt,
  type DeliveryFailure,
  type DisabledEndpoint,
  type RunDeliveryOptions,
} from './run-delivery.ts'
export { suggestedSchedule } from './send/retry.ts'
export {
  InvalidSigningKeyError,
  newKeyPair,
  newSecret,
  readSigningKey,
  type SigningKey,
} from './signing-keys.ts'
export { webhookEndpoint, type WebhookEndpointOptions } from './webhook-endpoint.ts'
