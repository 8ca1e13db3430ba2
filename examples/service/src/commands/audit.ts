/** `audit`: walks every history of every tenant, and ends with 1 where one is not whole. */
import { writeFile } from 'node:fs/promises'
import { openAttachments } from '@chuishao/adapters/attachments'
import { auditDatabase, photoCheck, signAnchor, type AuditReport } from '@chuishao/adapters/audit'
import { openDatabases } from '../parts/open-databases.ts'
import { readAnchor, readSignKey, anchorPlace } from './audit-files.ts'
import { auditLines, progressLine } from './audit-text.ts'
import type { ServiceCommand } from './command.ts'
import { OptionsError, readOptions, servedTenant } from './options.ts'

export const audit: ServiceCommand = {
  about: {
    zh: '逐条核对全部历史，报告每个工单的第一处断裂',
    en: 'Walks every history and reports the first break of each ticket',
  },
  usage:
    '[--json] [--tenant ID] [--no-photos | --photo-bytes] [--anchor FILE] [--anchor-out FILE] [--sign-key PEM] [--verify-key PEM]',
  async run({ config, args }) {
    const options = readOptions(args, {
      json: { type: 'boolean' },
      tenant: { type: 'string', multiple: true },
      'no-photos': { type: 'boolean' },
      'photo-bytes': { type: 'boolean' },
      anchor: { type: 'string' },
      'anchor-out': { type: 'string' },
      'sign-key': { type: 'string' },
      'verify-key': { type: 'string' },
    })
    const named = options.tenant?.map((it) => servedTenant(it, config.cities))
    if (options['no-photos'] && options['photo-bytes']) throw new OptionsError('--no-photos | --photo-bytes')
    if (options['verify-key'] !== undefined && options.anchor === undefined)
      throw new OptionsError('--verify-key 须与 --anchor 同用 / --verify-key needs --anchor')
    const anchorOut =
      options['anchor-out'] === undefined ? undefined : await anchorPlace(options['anchor-out'])
    const anchor =
      options.anchor === undefined ? undefined : await readAnchor(options.anchor, options['verify-key'])
    if (options['sign-key'] !== undefined && options['anchor-out'] === undefined)
      throw new OptionsError('--sign-key 须与 --anchor-out 同用 / --sign-key needs --anchor-out')
    const signKey = options['sign-key'] === undefined ? undefined : await readSignKey(options['sign-key'])
    const photos = await openAttachments(config.attachments)
    const at = new Date().toISOString()
    const begun = performance.now()
    const opened = await openDatabases({
      choices: config.databases,
      tenantIds: Object.keys(config.cities),
      // A question about a whole tenant takes its time.
      statementTimeoutMs: 3_600_000,
    })
    try {
      const reports: AuditReport[] = []
      for (const { db, tenantIds } of opened.databases) {
        const tenants = named?.filter((it) => tenantIds.includes(it))
        const own = anchor && {
          ...anchor,
          heads: anchor.heads.filter(
            (it) => opened.databases.length === 1 || tenantIds.includes(it.tenantId),
          ),
        }
        reports.push(
          await auditDatabase({
            db,
            at,
            onProgress: (progress) => process.stderr.isTTY && process.stderr.write(progressLine(progress)),
            ...(tenants && { tenants }),
            ...(own && { anchor: own }),
            ...(!options['no-photos'] && {
              checkPhoto: photoCheck(photos, { bytes: options['photo-bytes'] ?? false }),
            }),
          }),
        )
      }
      const report: AuditReport = {
        ok: reports.every(({ ok }) => ok),
        tenants: reports.flatMap(({ tenants }) => tenants),
        breaks: reports.flatMap(({ breaks }) => breaks),
        total: reports.reduce((sum, { total }) => sum + total, 0),
        anchor: { format: 1, at, heads: reports.flatMap((it) => it.anchor.heads) },
      }
      if (report.tenants.length === 0)
        console.error(
          '数据库中没有任何工单，请核对配置 / The database holds no ticket at all: is it the right one?',
        )
      const seconds = (performance.now() - begun) / 1_000
      console.log(
        options.json ? JSON.stringify({ ...report, seconds }) : auditLines(report, seconds).join('\n'),
      )
      if (anchorOut !== undefined && report.ok) {
        const made = signKey === undefined ? report.anchor : signAnchor(report.anchor, signKey)
        await writeFile(anchorOut, `${JSON.stringify(made, undefined, 2)}\n`, { flag: 'wx' })
      }
      return report.ok ? 0 : 1
    } finally {
      await opened.close()
    }
  },
}
