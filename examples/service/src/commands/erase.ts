/** `erase`: shows what of residents would be erased, and erases it where that is confirmed. */
import { eraseTickets, type ErasureSelection } from '@chuishao/adapters/erasure'
import { openParts } from '../parts/open-parts.ts'
import type { ServiceCommand } from './command.ts'
import { needed, OptionsError, readOptions } from './options.ts'

export const erase: ServiceCommand = {
  about: {
    zh: '清除居民个人信息；不加 --confirm 只显示将清除什么',
    en: 'Erases residents’ data; without --confirm it only shows what would go',
  },
  usage:
    '--tenant ID (--ticket ID | --citizen ID | --phone-env NAME | --ended-days N) --reason TEXT --operator NAME [--keep-photos] [--confirm] [--json]',
  async run({ config, args }) {
    const options = readOptions(args, {
      tenant: { type: 'string' },
      ticket: { type: 'string' },
      citizen: { type: 'string' },
      'phone-env': { type: 'string' },
      'ended-days': { type: 'string' },
      reason: { type: 'string' },
      operator: { type: 'string' },
      'keep-photos': { type: 'boolean' },
      confirm: { type: 'boolean' },
      json: { type: 'boolean' },
    })
    const tenantId = needed('tenant', options.tenant)
    const selection = selectionOf(options)
    const reason = needed('reason', options.reason)
    const operator = needed('operator', options.operator)
    const parts = await openParts(config)
    try {
      const held = parts.databases.find((it) => it.tenantIds.includes(tenantId))
      if (!held) throw new OptionsError(`没有城市 / There is no tenant ${tenantId}`)
      const db = held.db()
      if (!db) throw new OptionsError('数据库不可用，请稍后再试 / Its database is away; try again later')
      const report = await eraseTickets({
        ...parts,
        db,
        tenantId,
        selection,
        reason,
        operator,
        photos: !options['keep-photos'],
        confirm: options.confirm ?? false,
        onTicket: ({ ticketId, status, events, fields, photos, result, why }) => {
          if (options.json) return
          const what = `${events} events (${fields.join(', ')}), ${photos.length} photos`
          console.log(`${result}  ${ticketId}  ${status}  ${what}${why ? `: ${why}` : ''}`)
        },
      })
      const failed = report.tickets.filter(
        ({ result }) => result === 'changed' || result === 'refused',
      ).length
      const count = report.tickets.length - failed
      if (options.json) console.log(JSON.stringify(report))
      else
        console.log(
          report.dryRun
            ? `将清除 ${count} 个工单的个人信息，尚未改动；加 --confirm 执行 / ${count} tickets would be erased, nothing is yet: add --confirm`
            : `已清除 ${count} 个，未清除 ${failed} 个 / ${count} tickets erased, ${failed} not`,
        )
      return failed === 0 ? 0 : 1
    } finally {
      await parts.close()
    }
  },
}

interface Given {
  ticket?: string | undefined
  citizen?: string | undefined
  'phone-env'?: string | undefined
  'ended-days'?: string | undefined
}

/** A telephone number comes by the environment: a command line is for everybody to see, and stays in its history. */
function selectionOf(given: Given): ErasureSelection {
  const phone = given['phone-env'] === undefined ? undefined : process.env[given['phone-env']]
  const days = Number(given['ended-days'])
  const chosen: ErasureSelection[] = [
    ...(given.ticket === undefined ? [] : [{ ticketId: given.ticket }]),
    ...(given.citizen === undefined ? [] : [{ citizenId: given.citizen }]),
    ...(phone === undefined ? [] : [{ phone }]),
    ...(Number.isInteger(days) && days > 0
      ? [{ endedBefore: new Date(Date.now() - days * 86_400_000).toISOString() }]
      : []),
  ]
  const [only, ...others] = chosen
  if (only === undefined || others.length > 0)
    throw new OptionsError(
      '须且只须指定一种 / Say exactly one of --ticket, --citizen, --phone-env (a variable that is set), --ended-days (a whole number)',
    )
  return only
}
