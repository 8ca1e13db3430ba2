/** What is stored and exchanged: the schemas of tickets, events, the matter list, units and the policy. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sectionLinks, sections, type Section } from './data-sections.ts'
import { docComments } from './doc-comments.ts'
import { fieldRows, valueLegend } from './field-rows.ts'
import { code, notice, table } from './markdown.ts'

/** The page. */
export async function dataPage(): Promise<string> {
  const written = await Promise.all(sections.map(sectionText))
  return `${notice}

# Data 数据

[lifecycle](lifecycle.md) · [commands](commands.md) · [rejections](rejections.md) ·
[生命周期](lifecycle.zh-CN.md) · [命令](commands.zh-CN.md)

What is stored and travels, as the schemas in \`packages/core/src/ticket\` check it. \`z.toJSONSchema\` makes JSON Schema
of each; the service's own OpenAPI document is at \`/api/v1/openapi.json\`.

${valueLegend.en}

${written.join('\n\n')}
`
}

async function sectionText({ name, schema, file, about }: Section): Promise<string> {
  const source = await readFile(join(import.meta.dirname, '../../packages/core/src/ticket', file), 'utf8')
  const comments = docComments(source, name)
  const others = new Map([...sectionLinks('')].filter(([it]) => it !== schema))
  const rows = fieldRows(schema, others).map(({ path, required, value }) => [
    code(path),
    required ? 'yes' : '',
    value.en,
    comments.get(path.replaceAll('[]', '')) ?? '',
  ])
  return `## ${name}\n\n${about}\n\n${table(['field', 'required', 'value', 'meaning'], rows)}`
}
