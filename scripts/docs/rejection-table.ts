/** The rejection codes of the reference. */
import { reasons } from '@chuishao/core/lifecycle'

/** Markdown table of code and sentences. */
export const rejectionTable = (): string =>
  [
    '| code | 中文 | English |',
    '| --- | --- | --- |',
    ...Object.entries(reasons).map(([code, { zh, en }]) => `| \`${code}\` | ${zh} | ${en} |`),
  ].join('\n')
