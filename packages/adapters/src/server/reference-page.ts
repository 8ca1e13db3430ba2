/** The OpenAPI document as a page for people: one file without scripts, fonts or anything else from elsewhere. */
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import * as z from 'zod/mini'
import { openApiDocument } from './openapi.ts'

const Content = z.record(z.string(), z.object({ schema: z.optional(z.unknown()) }))
const Operation = z.object({
  operationId: z.string(),
  summary: z.string(),
  security: z.optional(z.array(z.unknown())),
  parameters: z.array(
    z.object({
      name: z.string(),
      in: z.string(),
      required: z.boolean(),
      schema: z.unknown(),
      description: z.optional(z.string()),
    }),
  ),
  requestBody: z.optional(z.object({ content: Content })),
  responses: z.record(z.string(), z.object({ description: z.string(), content: z.optional(Content) })),
})
type Operation = z.infer<typeof Operation>

const style = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{max-width:60rem;margin:auto;padding:1rem}
h2{margin-top:2.5rem;overflow-wrap:anywhere}table{border-collapse:collapse;width:100%;table-layout:fixed}th{width:28%;overflow-wrap:anywhere}
small{display:block;font-weight:normal}td p{margin:0}
th,td{text-align:start;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #8886}
pre{overflow:auto;padding:.6rem;border:1px solid #8886}td{white-space:pre-line;overflow-wrap:anywhere}`

const styleDigest = btoa(String.fromCharCode(...sha256(utf8ToBytes(style))))

/** Allows the page's own style and nothing else. */
export const referencePolicy = `default-src 'none'; style-src 'sha256-${styleDigest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** A schema as JSON, in which references lead to where they are explained. */
const schemaText = (schema: unknown) =>
  escape(JSON.stringify(schema, null, 2) ?? '').replaceAll(
    /#\/components\/schemas\/(\w+)/g,
    (name, id: string) => `<a href="#${id}">${name}</a>`,
  )

const contentText = (content: z.infer<typeof Content> = {}) =>
  Object.entries(content)
    .map(([type, { schema }]) => `<p>${escape(type)}</p>${schema ? `<pre>${schemaText(schema)}</pre>` : ''}`)
    .join('')

const section = (method: string, path: string, it: Operation) => `<section>
<h2 id="${escape(it.operationId)}">${method.toUpperCase()} ${escape(path)}</h2>
<p>${escape(it.summary)}${it.security?.length === 0 ? ' · without a token' : ''}</p>
${it.parameters.length === 0 ? '' : '<h3>Parameters</h3>'}<table>${it.parameters
  .map(
    ({ name, in: place, required, schema, description = '' }) =>
      `<tr><th scope="row">${escape(name)}<small>${place}${required ? ', required' : ''}</small></th><td>${description && `<p>${escape(description)}</p>`}<code>${escape(JSON.stringify(schema))}</code></td></tr>`,
  )
  .join('')}</table>
${it.requestBody ? `<h3>Body</h3>${contentText(it.requestBody.content)}` : ''}
<h3>Answers</h3><table>${Object.entries(it.responses)
  .map(
    ([status, { description, content }]) =>
      `<tr><th scope="row">${status}</th><td>${escape(description)}${contentText(content)}</td></tr>`,
  )
  .join('')}</table>
</section>`

const build = () => {
  const { info, paths, components } = openApiDocument()
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, it]) => ({ method, path, operation: z.parse(Operation, it) })),
  )
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(info.title)}</title><style>${style}</style></head><body>
<h1>${escape(info.title)}</h1><p>${escape(info.description)} <a href="openapi.json">OpenAPI ${openApiDocument().openapi}</a></p>
<nav><ul>${operations
    .map(
      ({ method, path, operation }) =>
        `<li><a href="#${escape(operation.operationId)}">${method.toUpperCase()} ${escape(path)}</a></li>`,
    )
    .join('')}</ul></nav>
${operations.map(({ method, path, operation }) => section(method, path, operation)).join('\n')}
${Object.entries(components.schemas)
  .map(
    ([id, schema]) =>
      `<section><h2 id="${escape(id)}">${escape(id)}</h2><pre>${schemaText(schema)}</pre></section>`,
  )
  .join('\n')}
</body></html>
`
}

let built: string | undefined

/** The page, made at the first call. */
export const referencePage = () => (built ??= build())
