/** The permission table of the reference, a row per transition. */
import { permissionMatrix } from '@chuishao/core/lifecycle'
import type { Policy } from '@chuishao/core/ticket'

/** Markdown table of state × command × roles, from the machine. */
export function permissionTable(policy: Policy): string {
  const rows = permissionMatrix(policy).map(({ from, command, to, roles, rules }) => {
    const others = rules.map((rule) => ('party' in rule ? `acts for ${rule.party}` : rule.type))
    return `| ${from} | ${command} | ${to === from ? '(stays)' : to} | ${roles.join(', ')} | ${others.join(', ')} |`
  })
  return ['| from | command | to | roles | rules |', '| --- | --- | --- | --- | --- |', ...rows].join('\n')
}
