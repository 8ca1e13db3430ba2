/** Why a database cannot be opened, for whoever runs it, and what to do: the driver says it in English and without the latter. */
import type { Sentence } from '@chuishao/core/ticket'
import { isUnavailable } from './unavailable.ts'

/** Undefined where the error is about something else. */
export function databaseFault(error: unknown): Sentence | undefined {
  if (error instanceof AggregateError) return error.errors.map(databaseFault).find((it) => it !== undefined)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  // About a file.
  if (error instanceof Error && 'path' in error) return undefined
  return byCode[code] ?? (isUnavailable(error) ? away : undefined)
}

const away: Sentence = {
  zh: '数据库无法连接，请确认其已启动、地址正确后重试。',
  en: 'A database cannot be reached. See that it runs and that its address is right, then try again.',
}
const noLogin: Sentence = {
  zh: '数据库拒绝登录，请核对用户名与密码。',
  en: 'A database does not let us in. Look at the name and the password of its user.',
}
const notTrusted: Sentence = {
  zh: '数据库的 TLS 证书不受信任，请核对地址中的 sslmode 与 sslrootcert。',
  en: 'The TLS certificate of a database is not trusted. Look at sslmode and sslrootcert in its address.',
}

/** By codes of PostgreSQL (appendix A) and of Node. */
const byCode: Record<string, Sentence | undefined> = {
  '28P01': noLogin,
  '28000': noLogin,
  '3D000': {
    zh: '服务器上没有这个数据库，请核对名称，或先创建。',
    en: 'The server has no database of this name. Look at the name, or create it first.',
  },
  '42501': {
    zh: '数据库用户权限不足，请让它成为该数据库的所有者（ALTER DATABASE … OWNER TO …）。',
    en: 'The user of a database may not do this. Make it the owner of the database (ALTER DATABASE … OWNER TO …).',
  },
  SELF_SIGNED_CERT_IN_CHAIN: notTrusted,
  DEPTH_ZERO_SELF_SIGNED_CERT: notTrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: notTrusted,
  ERR_TLS_CERT_ALTNAME_INVALID: notTrusted,
  CERT_HAS_EXPIRED: notTrusted,
}
