/** A mistake in the configuration, for whoever has to correct it. */
import type { Sentence } from '@chuishao/core/ticket'

export interface SettingFault {
  /** Where it is, e.g. `databases.0.url`, or the name of a variable of the environment; empty for the whole. */
  path: string
  code: SettingFaultCode | (string & {})
  message: Sentence
  /** What is allowed instead. */
  allowed: Sentence
}

/** `secretInFile`: a secret stands in the file itself. `unreadable`: a file that is named cannot be read. */
export type SettingFaultCode =
  'missing' | 'unknownKey' | 'invalid' | 'notJson' | 'secretInFile' | 'unreadable' | 'setTwice'

/** Both languages, one fault a line. */
export const faultText = ({ path, code, message, allowed }: SettingFault): string =>
  `${path === '' ? '' : `${path} `}[${code}] ${message.zh}；可用：${allowed.zh} / ${message.en}; allowed: ${allowed.en}`
