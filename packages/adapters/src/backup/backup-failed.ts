/** Why a backup was not made or not brought back, in words that lead on. */
import type { Sentence } from '@chuishao/core/ticket'
import { databaseFault } from '../postgres/database-fault.ts'
import { placeFaults } from '../postgres/place-faults.ts'

/** Whatever of a backup goes wrong in a way that an operator can mend. */
export abstract class BackupError extends Error {
  abstract readonly code: string
  readonly sentence: Sentence
  constructor(sentence: Sentence, options?: ErrorOptions) {
    super(sentence.en, options)
    this.sentence = sentence
  }
}

/** Nothing is left behind, and nothing was changed. */
export class BackupFailedError extends BackupError {
  override readonly name = 'BackupFailedError'
  override readonly code: 'backupFailed' | 'backupExists' | 'photosMissing' = 'backupFailed'
}

/** There is something in this place already. */
export class BackupExistsError extends BackupFailedError {
  override readonly code = 'backupExists'
  constructor(to: string) {
    super({
      zh: `未备份：${to} 已存在，每次备份请用新的文件夹。`,
      en: `No backup: ${to} exists already. Name a new folder for each backup.`,
    })
  }
}

/** Tickets have photos, and where those should be there are none: another directory, or a disk that is not there. */
export class PhotosMissingError extends BackupFailedError {
  override readonly code = 'photosMissing'
  constructor(photos: string) {
    super({
      zh: `未备份：工单有照片，而 ${photos} 不存在或为空。请核对配置中的 attachments.directory，并确认该磁盘已挂载。`,
      en: `No backup: tickets have photos, and ${photos} is not there or is empty. Look at attachments.directory in the configuration, and that its disk is mounted.`,
    })
  }
}

export const noDatabaseIn = (directory: string): BackupFailedError =>
  new BackupFailedError({
    zh: `未备份：${directory} 中没有数据库，请核对配置中的目录。`,
    en: `No backup: there is no database in ${directory}. Look at the directory in the configuration.`,
  })

/** The same error in our words, where it is about the place of the backup or the way to a database. */
export function backupFailure(error: unknown, to: string): unknown {
  const { code, path } = faultOf(error)
  const isOurs = path === undefined || path.startsWith(to)
  const words = (isOurs ? places[code]?.(to) : undefined) ?? databaseFault(error)
  return words ? new BackupFailedError(begin('未备份', 'No backup', words), { cause: error }) : error
}

/** What was to come back did not come back whole: its places are to be emptied before another try. */
export class RestoreFailedError extends BackupError {
  override readonly name = 'RestoreFailedError'
  override readonly code = 'restoreFailed'
}

/** The same error in our words, where it is about the way to a database or the places to restore into. */
export function restoreFailure(error: unknown, from: string): unknown {
  const { code, path } = faultOf(error)
  const words = path === undefined || path.startsWith(from) ? databaseFault(error) : places[code]?.(path)
  return words ? new RestoreFailedError(begin('未恢复', 'Not restored', words), { cause: error }) : error
}

function faultOf(error: unknown): { code: string; path?: string } {
  if (!(error instanceof Error) || !('code' in error)) return { code: '' }
  const path = 'dest' in error ? error.dest : 'path' in error ? error.path : undefined
  return { code: String(error.code), ...(typeof path === 'string' && { path }) }
}

const begin = (zh: string, en: string, words: Sentence): Sentence => ({
  zh: `${zh}：${words.zh}`,
  en: `${en}: ${words.en.charAt(0).toLowerCase()}${words.en.slice(1)}`,
})

const noParent = (to: string): Sentence => ({
  zh: `${to} 的上级目录不存在，请先创建。`,
  en: `The folder above ${to} is not there. Make it first.`,
})
const places: Record<string, ((place: string) => Sentence) | undefined> = {
  ENOENT: noParent,
  ENOTDIR: noParent,
  ...placeFaults,
}
