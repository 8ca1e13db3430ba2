/** What an audit says to a person. */
import type { AuditProgress, AuditReport } from '@chuishao/adapters/audit'

const shown = 100

export function auditLines({ ok, tenants, breaks, total }: AuditReport, seconds: number): string[] {
  const tickets = tenants.reduce((sum, it) => sum + it.tickets, 0)
  const rate = seconds > 0 ? Math.round(tickets / seconds) : tickets
  const rest = breaks.length - shown
  return [
    ...tenants.map(
      (it) =>
        `${it.tenantId}: 工单 ${it.tickets}，事件 ${it.events}，序号 ${it.position} / ${it.tickets} tickets, ${it.events} events, feed position ${it.position}`,
    ),
    ...breaks
      .slice(0, shown)
      .map(
        ({ tenantId, ticketId, rule, version, found }) =>
          `BROKEN ${[tenantId, ticketId, version === undefined ? undefined : `v${version}`].filter(Boolean).join(' ')} ${rule}: ${found}`,
      ),
    ...(rest > 0 ? [`… 另有 ${rest} 处，见 --json / and ${rest} more, see --json`] : []),
    `${seconds.toFixed(1)} s, ${rate} 工单每秒 / tickets per second`,
    ok
      ? '全部历史完整 / Every history is whole'
      : `发现断裂 ${total} 处 / ${total} breaks in ${breaks.length} places`,
  ]
}

export const progressLine = ({ tenantId, step, tickets, events }: AuditProgress) =>
  `\r\u{1B}[K${tenantId} ${step}: ${tickets} tickets, ${events} events`
