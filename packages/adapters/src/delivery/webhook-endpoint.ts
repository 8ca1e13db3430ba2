/** An endpoint by the Standard Webhooks specification 1.0.0: one event per request, signed with every key. */
import { randomUUID } from 'node:crypto'
import type { Endpoint, EndpointFilter, SendContext, SendResult } from './endpoint.ts'
import { messageIdOf, payloadOf, type DataField } from './payload.ts'
import { describeError } from './send/describe-error.ts'
import { post, type PostAnswer, type PostOptions } from './send/post.ts'
import { retryAfterMs } from './send/retry.ts'
import { signedHeaders, type SigningKey } from './signing-keys.ts'

export interface WebhookEndpointOptions
  extends EndpointFilter, Pick<PostOptions, 'allowNetworks' | 'allowHttp' | 'resolve'> {
  id: string
  url: URL
  /** All of them sign each message; more than one while keys change. */
  keys: readonly SigningKey[]
  /** What it is given of a ticket besides its identifiers: nothing of a person where absent. */
  fields?: readonly DataField[] | undefined
  from?: Endpoint['from'] | undefined
  /** Requests to it at a time, in each process: 4. */
  concurrency?: number | undefined
  /** In milliseconds: 20 s, as the specification suggests 15 to 30. */
  timeoutMs?: number | undefined
}

/** Where it says that it is overloaded but not for how long, in milliseconds. */
const breatherMs = 30_000

/** Too many requests, and gateways or services that are overloaded. */
const overloaded = new Set([429, 502, 503, 504])

export function webhookEndpoint(options: WebhookEndpointOptions): Endpoint {
  const { id, url, keys, fields, from = 'now', concurrency = 4, timeoutMs = 20_000 } = options
  const { events, tenants, units, allowNetworks, allowHttp, resolve } = options
  if (keys.length === 0) throw new RangeError(`Endpoint ${id} needs a signing key`)

  async function tell(messageId: string, message: object, { at, signal }: SendContext): Promise<SendResult> {
    const body = JSON.stringify(message)
    const headers = { ...signedHeaders(keys, messageId, at, body), 'content-type': 'application/json' }
    try {
      const answer = await post({ url, headers, body, timeoutMs, signal, allowNetworks, allowHttp, resolve })
      return judge(answer, at)
    } catch (error) {
      return { ok: false, result: describeError(error) }
    }
  }

  return {
    id,
    kind: 'webhook',
    host: url.host,
    from,
    concurrency,
    timeoutMs,
    batch: 1,
    events,
    tenants,
    units,
    async send(occurrences, context) {
      const [occurrence] = occurrences
      if (!occurrence) throw new RangeError('There is nothing to send')
      return tell(messageIdOf(occurrence), payloadOf(occurrence, fields), context)
    },
    sendTest(context) {
      const timestamp = new Date(context.at).toISOString()
      return tell(`msg_${randomUUID()}`, { type: 'webhook.test', timestamp, data: {} }, context)
    },
  }
}

/** By "Delivery success and failure" of the specification: 2xx alone is success, 410 is for good. */
function judge({ status, retryAfter }: PostAnswer, at: number): SendResult {
  const result = `http ${status}`
  if (status >= 200 && status < 300) return { ok: true, result }
  if (status === 410) return { ok: false, result, gone: true }
  const asked = retryAfterMs(retryAfter, at)
  if (asked !== undefined) return { ok: false, result, holdMs: asked }
  return overloaded.has(status) ? { ok: false, result, holdMs: breatherMs } : { ok: false, result }
}
