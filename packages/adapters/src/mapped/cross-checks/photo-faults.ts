/** Photos that are sent or shown have to be stored somewhere, and fetched from there. */
import { isObject, valueAt } from '../at-path.ts'
import type { DescriptionFault } from '../description-fault.ts'
import { entriesAt } from './entries-at.ts'

export function photoFaults(input: unknown): DescriptionFault[] {
  const hasUpload = valueAt(input, 'upload') !== undefined
  const hasDownload = valueAt(input, 'download') !== undefined
  const sends = entriesAt(input, 'commands').some(([, command]) =>
    isObject(command) ? JSON.stringify(command).includes('{attachments}') : false,
  )
  const shows =
    isObject(valueAt(input, 'ticket.fields.attachments')) ||
    typeof valueAt(input, 'ticket.fields.attachments') === 'string'
  const fault = (path: string, zh: string, en: string): DescriptionFault => ({
    path,
    code: 'requestNeeded',
    message: { zh, en },
    allowed:
      path === 'upload'
        ? { zh: '{ "send": "POST …", "photo": 路径 }', en: '{ "send": "POST …", "photo": path }' }
        : { zh: '"GET {photo}"', en: '"GET {photo}"' },
  })
  return [
    ...(sends && !hasUpload
      ? [fault('upload', '命令要附照片，却没有上传接口', 'commands send photos, and nothing uploads them')]
      : []),
    ...((shows || hasUpload) && !hasDownload
      ? [fault('download', '工单有照片，却没有取照片的接口', 'tickets have photos, and nothing fetches them')]
      : []),
  ]
}
