/** What may stand in each place of the configuration of identity, for whoever has to correct it. */
import { roles, type Sentence } from '@chuishao/core/ticket'
import { signatureAlgorithms } from './identity-config.ts'

const list = (words: readonly string[]): Sentence => ({ zh: words.join('、'), en: words.join(', ') })
const seconds = (least: number, most: number): Sentence => ({
  zh: `${least} 到 ${most} 的整数（秒）`,
  en: `a whole number of seconds from ${least} to ${most}`,
})
const code = {
  zh: '字母、汉字、数字和 . _ : -，最多 64 个',
  en: 'letters, digits and . _ : -, at most 64',
}
const path = {
  zh: '声明的名称，例如 "sub"，或路径，例如 ["realm_access", "roles"]',
  en: 'the name of a claim, e.g. "sub", or a path, e.g. ["realm_access", "roles"]',
}
const yesOrNo = { zh: 'true 或 false', en: 'true or false' }
const personRoles = list(roles.filter((it) => it !== 'system'))

/** The first pattern that fits the dotted path of a fault. */
const byPath: readonly (readonly [RegExp, Sentence])[] = [
  [/^issuer$|^jwksUri$/, { zh: 'https:// 开头的地址', en: 'an address that begins with https://' }],
  [/^audience/, { zh: '一个名称，或一个列表', en: 'one name, or a list of them' }],
  [/^algorithms/, list(signatureAlgorithms)],
  [/^tokenType$/, { zh: '例如 "at+jwt"', en: 'e.g. "at+jwt"' }],
  [/^clockToleranceSeconds$/, seconds(0, 300)],
  [/^keys\.refreshSeconds$/, seconds(10, 86_400)],
  [/^keys\.cooldownSeconds$/, seconds(1, 3600)],
  [/^keys\.retrySeconds$/, seconds(1, 300)],
  [/^keys\.staleSeconds$/, seconds(0, 604_800)],
  [/^keys\.timeoutSeconds$/, seconds(1, 60)],
  [/^allowHttp$|\.header$/, yesOrNo],
  [/^tenant$/, { zh: '"value" 或 "claim"，二者之一', en: 'either "value" or "claim"' }],
  [/^person(?:\.from)?$/, { zh: '"from" 为 "claims" 或 "accounts"', en: '"from" is "claims" or "accounts"' }],
  [/^person\.roles\.map(?:\.|$)/, personRoles],
  [/^person\.roles\.otherwise$/, list(['citizen'])],
  [/^person\.roles\.separator$/, { zh: '1 到 8 个字符', en: '1 to 8 characters' }],
  [/\.map$/, { zh: '声明值到编码的对照', en: 'an object from values of the claim to codes' }],
  [/\.map\.|^tenant\.value$/, code],
  [/\.claim(?:\.|$)/, path],
  [/^$/, { zh: '一个对象', en: 'an object' }],
  [/^keys$/, { zh: '一个对象', en: 'an object' }],
]

const objectWithClaim = { zh: '含 "claim" 的对象', en: 'an object with "claim"' }

export const allowedAt = (dottedPath: string): Sentence =>
  byPath.find(([pattern]) => pattern.test(dottedPath))?.[1] ?? objectWithClaim
