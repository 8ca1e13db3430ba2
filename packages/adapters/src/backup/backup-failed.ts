/** Why a backup was not made, in words that lead on. */
import type { Sentence } from '@chuishao/core/ticket'
import { ToldError } from './told-error.ts'

/** Nothing is left behind, and nothing was changed. */
export class BackupFailedError extends ToldError {
  override readonly name = 'BackupFailedError'
  readonly code: 'backupFailed' | 'backupExists' = 'backupFailed'
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

export const noDatabaseIn = (directory: string): BackupFailedError =>
  new BackupFailedError({
    zh: `未备份：${directory} 中没有数据库，请核对配置中的目录。`,
    en: `No backup: there is no database in ${directory}. Look at the directory in the configuration.`,
  })

/** The same error in our words, where it is about the place of the backup or the way to a database. */
export function backupFailure(error: unknown, to: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  const code = String(error.code)
  const path = 'dest' in error ? error.dest : 'path' in error ? error.path : undefined
  const isOurs = typeof path !== 'string' || path.startsWith(to)
  const sentence = isOurs ? sentences[code]?.(to) : undefined
  return sentence ? new BackupFailedError(sentence, { cause: error }) : error
}

const noParent = (to: string): Sentence => ({
  zh: `未备份：${to} 的上级目录不存在，请先创建。`,
  en: `No backup: the folder above ${to} is not there. Make it first.`,
})
const notAllowed = (to: string): Sentence => ({
  zh: `未备份：无权写入 ${to}，请检查权限或换一个位置。`,
  en: `No backup: ${to} may not be written to. Look at its rights, or name another place.`,
})
const noRoom = (to: string): Sentence => ({
  zh: `未备份：${to} 所在磁盘空间不足，请腾出空间后重试。`,
  en: `No backup: there is no room for ${to}. Make room and try again.`,
})
const noDatabase = (): Sentence => ({
  zh: '未备份：数据库无法连接，请确认其已启动、地址正确后重试。',
  en: 'No backup: a database cannot be reached. See that it runs and that its address is right, then try again.',
})

const sentences: Record<string, ((to: string) => Sentence) | undefined> = {
  ENOENT: noParent,
  ENOTDIR: noParent,
  EACCES: notAllowed,
  EPERM: notAllowed,
  EROFS: notAllowed,
  ENOSPC: noRoom,
  EDQUOT: noRoom,
  ECONNREFUSED: noDatabase,
  ECONNRESET: noDatabase,
  ENOTFOUND: noDatabase,
  EHOSTUNREACH: noDatabase,
  ETIMEDOUT: noDatabase,
}
