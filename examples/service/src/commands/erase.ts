/** `erase`: shows what of residents would be erased, and erases it where that is confirmed. */
import { eraseTickets, vacuumErased, type ErasureSelection } from '@chuishao/adapters/erasure'
import { Uuid } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { refuseMissing } from '../parts/open-databases.ts'
import { openPartsTelling } from '../parts/open-parts.ts'
import type { ServiceCommand } from './command.ts'
import { needed, OptionsError, readOptions, servedTenant } from './options.ts'

export const erase: ServiceCommand = {
  about: {
    zh: '清除居民个人信息；不加 --confirm 只显示将清除什么',
    en: 'Erases residents’ data; without --confirm it only shows what would go',
  },
  usage:
    '--tenant ID (--ticket ID | --citizen ID | --phone-env NAME | --ended-days N) --reason TEXT --operator NAME [--keep-photos] [--rewrite] [--confirm] [--json]',
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
      rewrite: { type: 'boolean' },
      confirm: { type: 'boolean' },
      json: { type: 'boolean' },
    })
    const tenantId = servedTenant(needed('tenant', options.tenant), config.cities)
    const selection = selectionOf(options)
    const reason = needed('reason', options.reason)
    const operator = needed('operator', options.operator)
    await refuseMissing(config.databases)
    // To clean the tables of a large city takes longer than any request may.
    const databases = config.databases.map((it) => ({ ...it, statementTimeoutMs: 3_600_000 }))
    const parts = await openPartsTelling({ ...config, databases })
    try {
      const index = parts.databases.findIndex((it) => it.tenantIds.includes(tenantId))
      const db = parts.databases[index]?.db()
      const embedded = databases[index]?.directory !== undefined
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
      if (report.tickets.some(({ result }) => result === 'erased'))
        // Nobody else is on an embedded database.
        await vacuumErased(db, { how: embedded || options.rewrite ? 'rewrite' : 'clean', embedded })
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
      if (report.tickets.length === 0)
        console.error(
          '没有找到含个人信息的工单，请核对条件 / No ticket that holds personal data was found: check what you asked for',
        )
      return failed === 0 && count > 0 ? 0 : 1
    } finally {
      await parts.close()
    }
  },
}

type Given = { [K in (typeof selectors)[number]]?: string | undefined }

/** A telephone number comes by the environment: a command line is for everybody to see, and stays in its history. */
function selectionOf(given: Given): ErasureSelection {
  const chosen = selectors.filter((it) => given[it] !== undefined)
  const [only, ...others] = chosen
  const value = only && given[only]
  if (only === undefined || value === undefined || others.length > 0)
    throw new OptionsError(
      `须且只须指定一种 / Say exactly one of ${selectors.map((it) => `--${it}`).join(', ')}`,
    )
  return read[only](value)
}

const selectors = ['ticket', 'citizen', 'phone-env', 'ended-days'] as const

const read: Record<(typeof selectors)[number], (value: string) => ErasureSelection> = {
  ticket(ticketId) {
    if (!z.safeParse(Uuid, ticketId).success)
      throw new OptionsError(`--ticket: 不是工单标识 / not the identifier of a ticket: ${ticketId}`)
    return { ticketId }
  },
  citizen: (citizenId) => ({ citizenId: needed('citizen', citizenId) }),
  'phone-env'(name) {
    const phone = process.env[name]
    if (!phone || !/\d/.test(phone))
      throw new OptionsError(
        `--phone-env: 环境变量 ${name} 中没有号码 / the variable ${name} holds no number`,
      )
    return { phone }
  },
  'ended-days'(days) {
    if (!/^[1-9]\d{0,4}$/.test(days))
      throw new OptionsError('--ended-days: 1 到 99999 的整数 / a whole number from 1 to 99999')
    return { endedBefore: new Date(Date.now() - Number(days) * 86_400_000).toISOString() }
  },
}
