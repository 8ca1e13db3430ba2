/** `restore`: brings a backup back into the empty places that the configuration names, and audits what came back. */
import { openAttachments } from '@chuishao/adapters/attachments'
import { restore as restoreFrom } from '@chuishao/adapters/backup'
import { auditLines, progressLine } from './audit-text.ts'
import type { ServiceCommand } from './command.ts'
import { photosOf, placesOf } from './database-places.ts'
import { needed, readOptions, typedPath } from './options.ts'

export const restore: ServiceCommand = {
  about: {
    zh: '把备份恢复到空的数据库与目录，并核对',
    en: 'Restores a backup into empty places, and audits what came back',
  },
  usage: '--from FOLDER',
  async run({ config, args }) {
    const options = readOptions(args, { from: { type: 'string' } })
    const begun = performance.now()
    const { ok, audits, manifest, photos } = await restoreFrom({
      from: typedPath(needed('from', options.from)),
      databases: placesOf(config),
      ...photosOf(config),
      attachments: await openAttachments(config.attachments),
      at: new Date().toISOString(),
      onProgress: (progress) => process.stderr.isTTY && process.stderr.write(progressLine(progress)),
    })
    const seconds = (performance.now() - begun) / 1_000
    for (const audit of audits) console.log(auditLines(audit, seconds).join('\n'))
    console.log(
      ok
        ? `已恢复 / Restored: the backup of ${manifest.startedAt}, ${photos} files of photos`
        : '恢复的数据不完整，请勿启动服务 / What came back is not whole, see BROKEN above: do not start the service on it',
    )
    return ok ? 0 : 1
  },
}
