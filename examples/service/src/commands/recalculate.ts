/** `recalculate`: after an announcement counts the deadlines of open tickets again, or says what would move. */
import { recalculationCsv } from '@chuishao/core/service'
import { systemActor } from '@chuishao/core/ticket'
import { refuseMissing } from '../parts/open-databases.ts'
import { openPartsTelling } from '../parts/open-parts.ts'
import type { ServiceCommand } from './command.ts'
import { needed, OptionsError, readOptions, typedPath } from './options.ts'

export const recalculate: ServiceCommand = {
  about: {
    zh: '工作日历变动后重算未结工单的期限；--dry-run 只列出会变的',
    en: 'Counts open deadlines again after the calendar changed; --dry-run only lists what would move',
  },
  usage: '--tenant ID [--calendar FILE] [--dry-run] [--language zh|en]',
  async run({ config, args }) {
    const options = readOptions(args, {
      tenant: { type: 'string' },
      calendar: { type: 'string' },
      'dry-run': { type: 'boolean' },
      language: { type: 'string' },
    })
    if (!['zh', 'en', undefined].includes(options.language)) throw new OptionsError('--language zh | en')
    const tenantId = needed('tenant', options.tenant)
    const city = config.cities[tenantId]
    if (!city) throw new OptionsError(`没有城市 / There is no tenant ${tenantId}`)
    const calendar = options.calendar && typedPath(options.calendar)
    const dryRun = options['dry-run'] ?? false
    await refuseMissing(config.databases)
    const parts = await openPartsTelling({
      ...config,
      cities: { ...config.cities, [tenantId]: { ...city, ...(calendar && { calendar }) } },
    })
    try {
      const done = await parts.service.recalculateOpenDeadlines({ tenantId, actor: systemActor }, { dryRun })
      if (!done.ok) throw new OptionsError(done.rejection.message.en)
      const { looked, moved, failed, calendarVersion } = done.report
      console.log(recalculationCsv(done.report, { language: options.language === 'en' ? 'en' : 'zh' }))
      for (const { ticketId, error } of failed) console.error(`${ticketId}: ${error}`)
      const would = dryRun ? '会变动，尚未改动 / would move, nothing is stored' : '已变动 / moved'
      console.error(`${calendarVersion}: ${looked} 个未结工单 / open tickets, ${moved.length} ${would}`)
      return failed.length === 0 ? 0 : 1
    } finally {
      await parts.close()
    }
  },
}
