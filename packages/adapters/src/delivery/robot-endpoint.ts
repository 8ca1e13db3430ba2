/** A robot in a group chat of WeCom, DingTalk or Feishu: another kind of endpoint on the same outbox. */
import type { Endpoint, EndpointFilter, SendContext, SendResult } from './endpoint.ts'
import { messageOf, robotEvents, testMessage, type RobotMessage, type RobotTexts } from './robots/message.ts'
import { vendors, type RobotKind, type Vendor } from './robots/vendors.ts'
import { describeError } from './send/describe-error.ts'
import { post, type PostAnswer, type PostOptions } from './send/post.ts'

export interface RobotEndpointOptions
  extends EndpointFilter, RobotTexts, Pick<PostOptions, 'allowNetworks' | 'allowHttp' | 'resolve'> {
  id: string
  kind: RobotKind
  /** As the chat shows it. The key in it lets anybody write to the group: it is a secret. */
  url: URL
  /** For DingTalk and Feishu where the robot is set to check signatures. */
  secret?: string | undefined
  from?: Endpoint['from'] | undefined
  /** Messages a minute at most; what its maker takes, less a little, where absent. */
  perMinute?: number | undefined
  /** In milliseconds. */
  timeoutMs?: number | undefined
}

/** Events in one message: with every name and link as long as they may be, it stays below WeCom's 4,096 bytes. */
const batch = 5

/** Characters of a robot's own words that are kept for the operator. */
const keptWords = 120

export function robotEndpoint(options: RobotEndpointOptions): Endpoint {
  const {
    id,
    kind,
    url,
    secret,
    from = 'now',
    timeoutMs = 20_000,
    events = robotEvents,
    tenants,
    units,
  } = options
  const { allowNetworks, allowHttp, resolve } = options
  const vendor = vendors[kind]

  async function tell(message: RobotMessage, { at, signal }: SendContext): Promise<SendResult> {
    const request = vendor.request(url, message, { secret, at })
    try {
      const answer = await post({
        url: request.url,
        body: JSON.stringify(request.body),
        headers: { 'content-type': 'application/json; charset=utf-8' },
        ...{ timeoutMs, signal, allowNetworks, allowHttp, resolve },
      })
      return judge(vendor, answer)
    } catch (error) {
      return { ok: false, result: describeError(error) }
    }
  }

  return {
    id,
    kind,
    host: url.host,
    from,
    timeoutMs,
    batch,
    perMinute: options.perMinute ?? vendor.perMinute,
    // The pace is one message after the other anyway.
    concurrency: 1,
    events,
    tenants,
    units,
    send: (occurrences, context) => tell(messageOf(occurrences, options), context),
    sendTest: (context) => tell(testMessage(options), context),
  }
}

function judge(vendor: Vendor, { status, body }: PostAnswer): SendResult {
  const said = status === 200 ? vendor.read(body) : undefined
  if (!said)
    return { ok: false, result: `http ${status}`, ...(status === 429 && { holdMs: vendor.limitedMs }) }
  const result = `errcode ${said.code} ${said.text.slice(0, keptWords)}`.trim()
  if (said.code === 0) return { ok: true, result }
  const isLimited = vendor.limitedCodes.includes(said.code)
  return { ok: false, result, ...(isLimited && { holdMs: vendor.limitedMs }) }
}
