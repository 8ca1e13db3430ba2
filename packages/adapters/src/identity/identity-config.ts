/** How a city's identity provider is trusted, and what its claims mean: data, so that a city needs no code for it. */
import { Code, Line, Role } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { setting } from '../settings/setting.ts'

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
const Claim = setting(ClaimPath, { about: { zh: '哪个声明。', en: 'Which claim.' } })
const mapOf = <T extends z.ZodMiniType>(value: T) =>
  setting(
    z.exactOptional(
      z.record(z.string(), setting(value, { about: { zh: '此值的意思。', en: 'What this value means.' } })),
    ),
    {
      about: {
        zh: '声明值的对照；有对照时，不在其中的不算。',
        en: 'What values of the claim mean; where it is there, nothing else counts than what it names.',
      },
    },
  )
const mapped = <T extends z.ZodMiniType>(value: T) => z.strictObject({ claim: Claim, map: mapOf(value) })

/** One tenant for everybody, or the one that a claim names. */
const Tenant = z
  .strictObject({
    value: setting(z.exactOptional(Code), {
      about: { zh: '所有人的城市。', en: 'The tenant of everybody.' },
    }),
    claim: setting(z.exactOptional(ClaimPath), {
      about: { zh: '或由此声明得知。', en: 'Or the claim that names it.' },
    }),
    map: mapOf(Code),
  })
  .check(z.refine(({ value, claim }) => (value === undefined) !== (claim === undefined)))

const FromClaims = z.strictObject({
  from: setting(z.literal('claims'), {
    about: { zh: '由声明，还是由账号表。', en: 'From the claims, or from the table of accounts.' },
  }),
  personId: setting(mapped(Code), {
    about: { zh: '此人不变的编号。', en: 'The person’s id, which never changes.' },
  }),
  name: setting(z.strictObject({ claim: Claim }), { about: { zh: '姓名。', en: 'The name.' } }),
  /** Absent where people act for themselves, as residents do. */
  unitId: setting(z.exactOptional(mapped(Code)), {
    about: { zh: '所属单位；居民没有。', en: 'The unit; residents have none.' },
  }),
  /** A list, or a text with `separator` between several. Values that mean no role are passed over. */
  roles: z.strictObject({
    claim: Claim,
    map: mapOf(PersonRole),
    separator: setting(z.exactOptional(z.string().check(z.minLength(1), z.maxLength(8))), {
      about: {
        zh: '声明是一段文字时，角色之间的分隔。',
        en: 'What stands between several where the claim is a text.',
      },
    }),
    /** What people are in whose claims no role is: `citizen`, or nobody where absent. */
    otherwise: setting(z.exactOptional(z.literal('citizen')), {
      about: {
        zh: '没有角色的人算作什么；不设则不认。',
        en: 'What people are in whose claims no role is; nobody where absent.',
      },
    }),
  }),
})

const FromAccounts = z.strictObject({
  from: z.literal('accounts'),
  /** The claim with the account's name; one that its owner cannot change at the provider. */
  account: setting(z.strictObject({ claim: Claim }), {
    about: {
      zh: '账号名；须是本人改不了的声明。',
      en: 'The account’s name; a claim that its owner cannot change at the provider.',
    },
  }),
  /** Where the acting person of a shared account is named; always held to the account's list. */
  actingPerson: z.exactOptional(
    z.strictObject({
      /** A claim, where the provider knows; it then decides. */
      claim: setting(z.exactOptional(ClaimPath), {
        about: {
          zh: '提供方知道此刻是谁在用账号时，由此声明。',
          en: 'The claim that names the acting person, where the provider knows; it then decides.',
        },
      }),
      /** Whether the client may choose by `Chuishao-Acting-Person`; true where absent. */
      header: setting(z.exactOptional(z.boolean()), {
        about: {
          zh: '是否可用请求头 Chuishao-Acting-Person 指明；不设为可。',
          en: 'Whether the client may choose by Chuishao-Acting-Person; true where absent.',
        },
      }),
    }),
  ),
})

const seconds = (least: number, most: number) =>
  z.exactOptional(z.int().check(z.minimum(least), z.maximum(most)))

/** What stands in the file; `readIdentityConfig` reads it. */
export const IdentityConfig = z.strictObject({
  /** The provider, as its tokens name it: compared letter by letter. */
  issuer: setting(Address, {
    about: {
      zh: '身份提供方，须与令牌中的逐字相同。',
      en: 'The provider, as its tokens name it: compared letter by letter.',
    },
  }),
  /** Where its keys are; found by OpenID Connect Discovery where absent. */
  jwksUri: setting(z.exactOptional(Address), {
    about: {
      zh: '公钥所在；不设时由 OpenID Connect Discovery 得知。',
      en: 'Where its keys are; found by OpenID Connect Discovery where absent.',
    },
  }),
  /** The `aud` that tokens for this service carry; any one of several. */
  audience: setting(z.union([Line, z.array(Line).check(z.minLength(1))]), {
    about: {
      zh: '发给本服务的令牌的 aud，可以有几个。',
      en: 'The aud that tokens for this service carry; any one of several.',
    },
  }),
  algorithms: setting(z.array(z.enum(signatureAlgorithms)).check(z.minLength(1)), {
    about: { zh: '接受的签名算法。', en: 'Signatures that are accepted.' },
  }),
  /** The `typ` of tokens, e.g. `at+jwt` (RFC 9068), so that no ID token passes for an access token. */
  tokenType: setting(z.exactOptional(Line), {
    about: {
      zh: '令牌的 typ，例如 at+jwt，使身份令牌不能当访问令牌用。',
      en: 'The typ of tokens, e.g. at+jwt, so that no ID token passes for an access token.',
    },
  }),
  /** Tolerated difference between the clocks, in seconds: 5 where absent. */
  clockToleranceSeconds: setting(seconds(0, 300), {
    about: {
      zh: '容许的时钟误差（秒）；不设为 5。',
      en: 'Tolerated difference between the clocks, in seconds; 5 where absent.',
    },
  }),
  /** When keys are fetched: see `ProviderKeysOptions`. */
  keys: z.exactOptional(
    z.strictObject({
      refreshSeconds: setting(seconds(10, 86_400), {
        about: {
          zh: '多久更新一次公钥（秒）；不设为 600。',
          en: 'How often keys are fetched anew, in seconds; 600 where absent.',
        },
      }),
      cooldownSeconds: setting(seconds(1, 3600), {
        about: {
          zh: '遇到不认识的公钥时，两次获取至少间隔（秒）；不设为 2。',
          en: 'Least time between two fetches for a key that is not known, in seconds; 2 where absent.',
        },
      }),
      retrySeconds: setting(seconds(1, 300), {
        about: {
          zh: '获取失败后多久再试（秒）；不设为 5。',
          en: 'How soon a failed fetch is tried again, in seconds; 5 where absent.',
        },
      }),
      staleSeconds: setting(seconds(0, 604_800), {
        about: {
          zh: '提供方不在时，旧公钥还能用多久（秒）；不设为 86400。',
          en: 'How long keys serve while the provider is away, in seconds; 86400 where absent.',
        },
      }),
      timeoutSeconds: setting(seconds(1, 60), {
        about: {
          zh: '一次获取的时限（秒）；不设为 5。',
          en: 'Time for one fetch, in seconds; 5 where absent.',
        },
      }),
    }),
  ),
  /** Lets the provider be asked without HTTPS: for a network in which nobody else can write. */
  allowHttp: setting(z.exactOptional(z.boolean()), {
    about: {
      zh: '提供方可以不用 HTTPS：仅用于他人无法写入的网络。',
      en: 'Lets the provider be asked without HTTPS: for a network in which nobody else can write.',
    },
  }),
  tenant: setting(Tenant, {
    about: {
      zh: '令牌属于哪个城市：固定值，或某个声明。',
      en: 'Whose tenant a token is: one for everybody, or the one that a claim names.',
    },
  }),
  person: setting(z.discriminatedUnion('from', [FromClaims, FromAccounts]), {
    about: {
      zh: '此人是谁：由声明得知（claims），或查账号表（accounts）。',
      en: 'Who the person is: from the claims, or from the table of accounts.',
    },
  }),
})
export type IdentityConfig = z.infer<typeof IdentityConfig>
export type PersonFromClaims = z.infer<typeof FromClaims>
