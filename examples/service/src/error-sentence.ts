/** What an operator reads of an error that ended a command: both languages, and what to do, where we know it. */
import type { Sentence } from '@chuishao/core/ticket'
import { BackupError } from '@chuishao/adapters/backup'
import { CityFilesError } from '@chuishao/adapters/city-files'
import { InvalidOperatorError, InvalidReasonError } from '@chuishao/adapters/erasure'
import { ListenError } from '@chuishao/adapters/node-server'
import { DirectoryFaultError, DirectoryInUseError } from '@chuishao/adapters/pglite'
import { databaseFault } from '@chuishao/adapters/postgres'
import { NewerDataError } from '@chuishao/core/versions'
import { OptionsError } from './commands/options.ts'
import { EndpointsError } from './parts/configured-endpoints.ts'

/** Only what is known to be free of personal data; the rest is its class and place. */
export function errorSentence(error: unknown): string {
  if (
    error instanceof NewerDataError ||
    error instanceof ListenError ||
    error instanceof BackupError ||
    error instanceof DirectoryFaultError
  )
    return both(error.sentence)
  if (error instanceof OptionsError || error instanceof CityFilesError || error instanceof EndpointsError)
    return error.message
  if (error instanceof InvalidOperatorError)
    return both({
      zh: '--operator: 历史记录中不能用这个名字，请用姓名或账号',
      en: `--operator: ${error.message}`,
    })
  if (error instanceof InvalidReasonError) return `--reason: ${error.message}`
  if (error instanceof DirectoryInUseError)
    return both({
      zh: `数据目录 ${error.directory} 正被进程 ${error.pid} 使用；请先停止它，或改用 PostgreSQL`,
      en: `${error.directory} is in use by process ${error.pid}: stop it first, or use PostgreSQL`,
    })
  const fault = databaseFault(error)
  // Which of several it was stands in what the driver said.
  if (fault) return `${both(fault)}\n${said(error)}`
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}

const both = ({ zh, en }: Sentence): string => `${zh}\n${en}`

const said = (error: unknown): string => {
  if (error instanceof AggregateError) return error.errors.map(said).join('; ')
  return error instanceof Error ? error.message : ''
}
