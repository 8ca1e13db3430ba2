/** The sample rules of docs/, and the metrics that they name. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import * as z from 'zod/mini'

const Rules = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().check(z.regex(/^[A-Z]\w+$/)),
          expr: z.string(),
          for: z.exactOptional(z.string().check(z.regex(/^\d+[smhd]$/))),
          labels: z.strictObject({ severity: z.enum(['critical', 'warning']) }),
          annotations: z.strictObject({ summary: z.string() }),
        }),
      ),
    }),
  ),
})

export function alertRules(): { alerts: string[]; names: string[] } {
  const file = join(import.meta.dirname, '../../../../docs/alert-rules.yaml')
  const { groups } = z.parse(Rules, parse(readFileSync(file, 'utf8')))
  const rules = groups.flatMap((it) => it.rules)
  return {
    alerts: rules.map(({ alert }) => alert),
    names: [...new Set(rules.flatMap(({ expr }) => expr.match(/whistle_\w+/g) ?? []))],
  }
}
