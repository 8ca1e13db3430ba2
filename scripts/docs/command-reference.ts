/** The command reference: each command with its JSON Schema's properties. */
import { commandSchemas } from '@chuishao/core/ticket'
import * as z from 'zod/mini'

/** Markdown sections, one per command. */
export function commandReference(): string {
  return Object.entries(commandSchemas)
    .map(([type, schema]) => {
      const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' })
      const rows = Object.entries(properties)
        .filter(([name]) => name !== 'type')
        .map(
          ([name, property]) =>
            `| \`${name}\` | ${required.includes(name) ? 'yes' : ''} | ${describe(property)} |`,
        )
      const table = ['| field | required | value |', '| --- | --- | --- |', ...rows].join('\n')
      return `## ${type}\n\n${rows.length > 0 ? table : 'No fields.'}\n`
    })
    .join('\n')
}

function describe(property: unknown): string {
  const schema = typeof property === 'object' && property !== null ? property : {}
  if ('enum' in schema && Array.isArray(schema.enum))
    return schema.enum.map((it) => `\`${String(it)}\``).join(' · ')
  const type = 'type' in schema ? String(schema.type) : 'value'
  const max = 'maxLength' in schema ? `, up to ${String(schema.maxLength)} characters` : ''
  const items = 'maxItems' in schema ? `, up to ${String(schema.maxItems)}` : ''
  const range =
    'minimum' in schema && 'maximum' in schema && type === 'integer' && Number(schema.maximum) < 100
  return `${type}${range ? ` ${String(schema.minimum)}–${String(schema.maximum)}` : ''}${max}${items}`
}
