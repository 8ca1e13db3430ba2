/** Tells others what happens: webhooks by Standard Webhooks, and group robots. A subpath of its own; needs `ipaddr.js` and `kysely`. */
export { DeliveryConfig } from './delivery-config.ts'
export type { Endpoint, EndpointFilter, EndpointKind, SendContext, SendResult } from './endpoint.ts'
export {
  endpointsFromConfig,
  type DeliveryFault,
  type EndpointsFromConfig,
  type EndpointsFromConfigOptions,
} from './endpoints-from-config.ts'
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
export { robotEndpoint, type RobotEndpointOptions } from './robot-endpoint.ts'
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
