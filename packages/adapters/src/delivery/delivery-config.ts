/** Who is told what, as it stands in the service's configuration. Secrets are not in it: it says where they are. */
import { Code, Line } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { eventTypes, namesType } from './event-types.ts'
import { fullerFields, thinFields } from './payload.ts'
import { isNetwork } from './send/allowed-address.ts'

/** Where a secret is: a variable of the environment, or a file that only the service may read. */
export const SecretSource = z.union([
  z.strictObject({ env: z.string().check(z.regex(/^[A-Za-z_][A-Za-z0-9_]*$/)) }),
  z.strictObject({ file: z.string().check(z.minLength(1)) }),
])
export type SecretSource = z.infer<typeof SecretSource>

const EventPattern = z.string().check(
  z.refine((pattern) => eventTypes.some((type) => namesType(pattern, type)), {
    error: `没有这种事件 / no event has this name; ${eventTypes.join(', ')}; ticket.return.*`,
  }),
)

const Network = z.string().check(
  z.refine(isNetwork, {
    error: '不是网段，或过大 / not a network in CIDR notation, or one larger than /8 (IPv6: /16)',
  }),
)

const shared = {
  /** Names its place in the database; another name is another endpoint. */
  id: Code,
  /** `ticket.returned`, `ticket.return.*`; everything for a webhook and what a group needs for a robot where absent. */
  events: z.exactOptional(z.array(EventPattern).check(z.minLength(1))),
  /** Tenants whose tickets it hears of; all where absent. */
  tenants: z.exactOptional(z.array(Code).check(z.minLength(1))),
  /** Units that take part in the tickets it hears of; any where absent. */
  units: z.exactOptional(z.array(Code).check(z.minLength(1))),
  /** What a new endpoint hears first: `now` where absent, or everything since the `beginning`. */
  from: z.exactOptional(z.enum(['now', 'beginning'])),
  /** For one request, 1 to 60: 20 where absent. */
  timeoutSeconds: z.exactOptional(z.int().check(z.minimum(1), z.maximum(60))),
}

const Webhook = z.strictObject({
  ...shared,
  kind: z.literal('webhook'),
  url: z.union([z.url({ protocol: /^https?$/ }), SecretSource]),
  /** `whsec_…` or `whsk_…`; all of them sign while keys change. */
  keys: z.array(SecretSource).check(z.minLength(1), z.maxLength(5)),
  /** Parts of a ticket that are sent; `address` and `excerpt` only where they are named here. */
  fields: z.exactOptional(z.array(z.enum([...thinFields, ...fullerFields]))),
  /** Requests at a time in each process, 1 to 50: 4 where absent. */
  concurrency: z.exactOptional(z.int().check(z.minimum(1), z.maximum(50))),
})

const robot = {
  ...shared,
  /** The whole address that the chat shows: it is a secret. */
  url: SecretSource,
  /** A word that the robot is set to look for. */
  keyword: z.exactOptional(Line),
  /** Messages a minute; a little less than its maker takes where absent. */
  perMinute: z.exactOptional(z.int().check(z.minimum(1), z.maximum(100))),
}
/** The robot's secret where it is set to check signatures. */
const signed = { secret: z.exactOptional(SecretSource) }

export const EndpointConfig = z.discriminatedUnion('kind', [
  Webhook,
  z.strictObject({ ...robot, kind: z.literal('wecom') }),
  z.strictObject({ ...robot, ...signed, kind: z.literal('dingtalk') }),
  z.strictObject({ ...robot, ...signed, kind: z.literal('feishu') }),
])
export type EndpointConfig = z.infer<typeof EndpointConfig>

/** The section `webhooks` of the service's configuration. */
export const DeliveryConfig = z
  .strictObject({
    /** Address of a ticket's page in the portal, with `{ticketId}` and, where it needs it, `{tenantId}`. */
    ticketPage: z.exactOptional(
      z.string().check(
        z.maxLength(300),
        z.refine((text) => /^https?:/.test(text) && URL.canParse(text.replaceAll(/[{}]/g, '')), {
          error: '不是网址 / not an address that begins with http',
        }),
      ),
    ),
    /** A city's own networks (CIDR) whose addresses may be called; public addresses only where absent. */
    allowNetworks: z.exactOptional(z.array(Network)),
    /** Lets endpoints be without HTTPS: for tests, or a network in which nobody else can read. */
    allowHttp: z.exactOptional(z.boolean()),
    endpoints: z.array(EndpointConfig),
  })
  .check(
    z.refine(({ endpoints }) => new Set(endpoints.map(({ id }) => id)).size === endpoints.length, {
      path: ['endpoints'],
      error: '两个接收端同名 / two endpoints have one id',
    }),
  )
export type DeliveryConfig = z.infer<typeof DeliveryConfig>
