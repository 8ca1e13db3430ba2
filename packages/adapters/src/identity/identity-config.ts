/** How a city's identity provider is trusted, and what its claims mean: data, so that a city needs no code for it. */
import { Code, Line, Role } from '@chuishao/core/ticket'
import * as z from 'zod/mini'

/** Asymmetric ones only: whoever can verify a token must not be able to make one. */
export const signatureAlgorithms = [
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
  'PS256',
  'PS384',
  'PS512',
  'RS256',
  'RS384',
  'RS512',
] as const

const Address = z.url({ protocol: /^https?$/ })

/** A claim's name as it stands, dots and all, or the keys that lead to it: `["realm_access", "roles"]`. */
const ClaimPath = z.union([Line, z.array(Line).check(z.minLength(1), z.maxLength(8))])
export type ClaimPath = z.infer<typeof ClaimPath>

const PersonRole = z.enum(Role.options.filter((it) => it !== 'system'))

/** One value of the claims; where there is a map, nothing else counts than what it names. */
const mapped = <T extends z.ZodMiniType>(value: T) =>
  z.strictObject({ claim: ClaimPath, map: z.exactOptional(z.record(z.string(), value)) })

/** One tenant for everybody, or the one that a claim names. */
const Tenant = z
  .strictObject({
    value: z.exactOptional(Code),
    claim: z.exactOptional(ClaimPath),
    map: z.exactOptional(z.record(z.string(), Code)),
  })
  .check(z.refine(({ value, claim }) => (value === undefined) !== (claim === undefined)))

const FromClaims = z.strictObject({
  from: z.literal('claims'),
  personId: mapped(Code),
  name: z.strictObject({ claim: ClaimPath }),
  /** Absent where people act for themselves, as residents do. */
  unitId: z.exactOptional(mapped(Code)),
  /** A list, or a text with `separator` between several. Values that mean no role are passed over. */
  roles: z.strictObject({
    claim: ClaimPath,
    map: z.exactOptional(z.record(z.string(), PersonRole)),
    separator: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(8))),
    /** What people are in whose claims no role is: `citizen`, or nobody where absent. */
    otherwise: z.exactOptional(z.literal('citizen')),
  }),
})

const FromAccounts = z.strictObject({
  from: z.literal('accounts'),
  /** The claim with the account's name; one that its owner cannot change at the provider. */
  account: z.strictObject({ claim: ClaimPath }),
  /** Where the acting person of a shared account is named; always held to the account's list. */
  actingPerson: z.exactOptional(
    z.strictObject({
      /** A claim, where the provider knows; it then decides. */
      claim: z.exactOptional(ClaimPath),
      /** Whether the client may choose by `Chuishao-Acting-Person`; true where absent. */
      header: z.exactOptional(z.boolean()),
    }),
  ),
})

const seconds = (least: number, most: number) =>
  z.exactOptional(z.int().check(z.minimum(least), z.maximum(most)))

/** What stands in the file; `readIdentityConfig` reads it. */
export const IdentityConfig = z.strictObject({
  /** The provider, as its tokens name it: compared letter by letter. */
  issuer: Address,
  /** Where its keys are; found by OpenID Connect Discovery where absent. */
  jwksUri: z.exactOptional(Address),
  /** The `aud` that tokens for this service carry; any one of several. */
  audience: z.union([Line, z.array(Line).check(z.minLength(1))]),
  algorithms: z.array(z.enum(signatureAlgorithms)).check(z.minLength(1)),
  /** The `typ` of tokens, e.g. `at+jwt` (RFC 9068), so that no ID token passes for an access token. */
  tokenType: z.exactOptional(Line),
  /** Tolerated difference between the clocks, in seconds: 5 where absent. */
  clockToleranceSeconds: seconds(0, 300),
  /** When keys are fetched: see `ProviderKeysOptions`. */
  keys: z.exactOptional(
    z.strictObject({
      refreshSeconds: seconds(10, 86_400),
      cooldownSeconds: seconds(1, 3600),
      retrySeconds: seconds(1, 300),
      staleSeconds: seconds(0, 604_800),
      timeoutSeconds: seconds(1, 60),
    }),
  ),
  /** Lets the provider be asked without HTTPS: for a network in which nobody else can write. */
  allowHttp: z.exactOptional(z.boolean()),
  tenant: Tenant,
  person: z.discriminatedUnion('from', [FromClaims, FromAccounts]),
})
export type IdentityConfig = z.infer<typeof IdentityConfig>
export type PersonFromClaims = z.infer<typeof FromClaims>
