/** Why a directory cannot hold an embedded database, for whoever runs it, and what to do. */
import type { Sentence } from '@chuishao/core/ticket'
import { placeFaults } from './place-faults.ts'
import { DirectoryNotPrivateError } from './private-directory.ts'

/** The directory cannot be used, or what is in it cannot be opened. */
export class DirectoryFaultError extends Error {
  override readonly name = 'DirectoryFaultError'
  readonly code = 'directoryFault'
  readonly sentence: Sentence
  constructor(sentence: Sentence, options: ErrorOptions) {
    super(sentence.en, options)
    this.sentence = sentence
  }
}

/** The same error in our words, where it is about the directory. */
export function directoryFault(error: unknown, directory: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const sentence = error instanceof DirectoryNotPrivateError ? error.sentence : byCode[code]?.(directory)
  return sentence ? new DirectoryFaultError(sentence, { cause: error }) : error
}

/** The driver says no more than that it does not start. */
export const cannotBeOpened = (directory: string, cause: unknown): DirectoryFaultError =>
  new DirectoryFaultError(
    {
      zh: `${directory} 中的数据库无法打开：可能已损坏，或由其他版本的 PGlite 创建。请把备份恢复到新的目录。`,
      en: `The database in ${directory} cannot be opened: it is damaged, or another version of PGlite made it. Restore a backup into a new directory.`,
    },
    { cause },
  )

const notADirectory = (directory: string): Sentence => ({
  zh: `${directory} 不是目录，请换一个位置。`,
  en: `${directory} is no directory. Name another place.`,
})
const noneHere = (directory: string): Sentence => ({
  zh: `${directory} 处不能建立目录（例如 /proc 之下），请换一个位置。`,
  en: `No directory can be made at ${directory}, as below /proc. Name another place.`,
})
const byCode: Record<string, ((directory: string) => Sentence) | undefined> = {
  EEXIST: notADirectory,
  ENOTDIR: notADirectory,
  noDirectoryHere: noneHere,
  ...placeFaults,
}
