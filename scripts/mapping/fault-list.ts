/** All faults of a description for whoever has to mend it: place, what is wrong, what is allowed, in both languages. */
import type { DescriptionFault } from '@chuishao/adapters/mapped'

export const faultList = (file: string, faults: readonly DescriptionFault[]): string =>
  [
    `${file}：${faults.length} 处问题 / ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}`,
    ...faults.map(
      ({ path, code, message, allowed }) =>
        `\n${path === '' ? '（整个文件 the whole file）' : path}  [${code}]\n` +
        `  ${message.zh}。可用：${allowed.zh}\n` +
        `  ${message.en}. Allowed: ${allowed.en}`,
    ),
  ].join('\n')
