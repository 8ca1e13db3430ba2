/** Why nothing can be written to a place on the disk, and what to do, by codes of Node. */
import type { Sentence } from '@chuishao/core/ticket'

const notAllowed = (place: string): Sentence => ({
  zh: `无权写入 ${place}，请检查权限或换一个位置。`,
  en: `${place} may not be written to. Look at its rights, or name another place.`,
})
const noRoom = (place: string): Sentence => ({
  zh: `${place} 所在磁盘空间不足，请腾出空间后重试。`,
  en: `There is no room for ${place}. Make room and try again.`,
})

export const placeFaults: Record<string, (place: string) => Sentence> = {
  EACCES: notAllowed,
  EPERM: notAllowed,
  EROFS: notAllowed,
  ENOSPC: noRoom,
  EDQUOT: noRoom,
}
