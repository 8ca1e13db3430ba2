/** What an operator reads of an error that ended a command: both languages, and what to do, where we know it. */
import type { Sentence } from '@chuishao/core/ticket'
import { ToldError } from '@chuishao/adapters/backup'
import { CityFilesError } from '@chuishao/adapters/city-files'
import { ListenError } from '@chuishao/adapters/node-server'
import { DirectoryInUseError } from '@chuishao/adapters/pglite'
import { NewerDataError } from '@chuishao/core/versions'
import { OptionsError } from './commands/options.ts'
import { EndpointsError } from './parts/configured-endpoints.ts'

/** Only what is known to be free of personal data; the rest is its class and place. */
export function errorSentence(error: unknown): string {
  if (error instanceof ToldError || error instanceof NewerDataError || error instanceof ListenError)
    return both(error.sentence)
  if (error instanceof OptionsError || error instanceof CityFilesError || error instanceof EndpointsError)
    return error.message
  if (error instanceof DirectoryInUseError)
    return both({
      zh: `数据目录 ${error.directory} 正被进程 ${error.pid} 使用；请先停止它，或改用 PostgreSQL`,
      en: `${error.directory} is in use by process ${error.pid}: stop it first, or use PostgreSQL`,
    })
  if (!(error instanceof Error)) return String(error)
  const database = databaseSentence('code' in error ? String(error.code) : '', error.message)
  return database ? both(database) : `${error.name}: ${error.message}`
}

const both = ({ zh, en }: Sentence): string => `${zh}\n${en}`

/** By the code of the socket, or PostgreSQL's own (appendix A). The server's message names what it did not find. */
function databaseSentence(code: string, said: string): Sentence | undefined {
  switch (code) {
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'ETIMEDOUT':
      return {
        zh: `数据库无法连接（${said}）。请确认它已启动，且 databases 中的地址正确。`,
        en: `A database cannot be reached (${said}). See that it runs, and that its address in databases is right.`,
      }
    case '28P01':
    case '28000':
      return {
        zh: `数据库拒绝登录（${said}）。请核对 databases 中的用户名与密码。`,
        en: `The database does not let us in (${said}). Look at the user and the password in databases.`,
      }
    case '3D000':
      return {
        zh: `数据库不存在（${said}）。请先创建，或改正 databases 中的名称。`,
        en: `There is no such database (${said}). Create it, or correct its name in databases.`,
      }
    case '42501':
      return {
        zh: `数据库用户权限不足（${said}）。它须能在所用的 schema 中建表。`,
        en: `The database user may not do this (${said}). It has to create tables in its schema.`,
      }
    default:
      return undefined
  }
}
