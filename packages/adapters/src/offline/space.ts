/** Room on the device: no photo is taken that would endanger what waits already. */
import { GatewayError, type OutboxSpace } from '@chuishao/core/service'

/** Left free for commands, which are small and are taken as long as there is any room. */
const reserveBytes = 5 * 1024 * 1024

export const storageFull = (cause?: unknown) =>
  new GatewayError(
    'storageFull',
    {
      zh: '本机存储空间不足，未能保存；已保存的内容不受影响。请先联网发送待发内容，或清理空间后重试。',
      en: 'This device has no room left, so this was not saved; what was saved before is safe. Send what waits, or free some space, and try again.',
    },
    { cause },
  )

/** As the browser estimates it: some tell more than there is, so the database's own refusal counts as well. */
export const hasRoomFor = (bytes: number, space: OutboxSpace | undefined): boolean =>
  space === undefined || space.quotaBytes - space.usedBytes >= bytes + reserveBytes
