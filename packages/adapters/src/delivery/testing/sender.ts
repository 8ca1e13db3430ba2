/** A sender under a clock that the test moves: it looks again at once, and a wait of days takes no time. */
import type { Kysely } from 'kysely'
import type { Database } from '../../postgres/database.ts'
import type { Endpoint } from '../endpoint.ts'
import { endpointStates, type EndpointState } from '../outbox/manage.ts'
import {
  runDelivery,
  type DeliveryAttempt,
  type DisabledEndpoint,
  type RunDeliveryOptions,
} from '../run-delivery.ts'

export interface TestSender {
  attempts: DeliveryAttempt[]
  disabled: DisabledEndpoint[]
  errors: unknown[]
  /** Moves the clock on. */
  pass(ms: number): void
  /** Resolves when a check on the endpoints' states holds. */
  until(check: (states: EndpointState[]) => boolean): Promise<EndpointState[]>
  stop(): Promise<void>
}

export function startSender(
  db: Kysely<Database>,
  endpoints: readonly Endpoint[],
  options: Partial<RunDeliveryOptions> & { startAt?: number } = {},
): TestSender {
  const stop = new AbortController()
  let passed = (options.startAt ?? Date.now()) - Date.now()
  const sender: TestSender = {
    attempts: [],
    disabled: [],
    errors: [],
    pass: (ms) => {
      passed += ms
    },
    async until(check) {
      for (;;) {
        const states = await endpointStates(db)
        if (check(states)) return states
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    },
    async stop() {
      stop.abort()
      await running
    },
  }
  const running = runDelivery({
    db,
    endpoints,
    tenants: ['150102'],
    owner: 'sender',
    signal: stop.signal,
    pollMs: 10,
    drainMs: 500,
    now: () => Date.now() + passed,
    chance: () => 0.5,
    onAttempt: (attempt) => sender.attempts.push(attempt),
    onDisabled: (disabled) => sender.disabled.push(disabled),
    onError: (failure) => sender.errors.push(failure.error),
    ...options,
  })
  return sender
}
