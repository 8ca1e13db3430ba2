/** A request as the description writes it, `GET /list?page={page}` with a body, filled in with values of ours. */
import { isObject, type JsonObject } from './at-path.ts'
import type { Json, PortalRequest } from './description.ts'
import { variablePattern } from './variable-pattern.ts'

/** Answers what stands in for a variable; undefined leaves it out. */
export type Lookup = (name: string) => unknown

export interface FilledRequest {
  method: string
  path: string
  body?: JsonObject
  bodyAs: 'json' | 'form'
}

/** Every variable that a request names. */
export const variablesOf = ({ send, body }: { send: string; body?: Json | undefined }): string[] => {
  const texts = [send, ...textsIn(body ?? null)]
  return [...new Set(texts.flatMap(namesIn))]
}

function textsIn(json: Json): string[] {
  if (typeof json === 'string') return [json]
  return typeof json === 'object' && json !== null ? Object.values(json).flatMap(textsIn) : []
}

/** @param begun what the body has already */
export function fillRequest(request: PortalRequest, lookup: Lookup, begun: JsonObject = {}): FilledRequest {
  const { send, body, bodyAs = 'json' } = request
  const [method = 'GET', target = '/'] = send.split(' ')
  const [path = '/', query] = target.split('?')
  const search = query === undefined ? '' : filledQuery(query, lookup)
  const filled = path.replace(variablePattern, (_, name: string) => encodeURIComponent(asText(lookup(name))))
  const whole = { ...begun, ...(body === undefined ? {} : filledObject(body, lookup)) }
  const hasBody = method !== 'GET' && (body !== undefined || Object.keys(begun).length > 0)
  return { method, path: filled + search, bodyAs, ...(hasBody && { body: whole }) }
}

function filledQuery(query: string, lookup: Lookup): string {
  const parameters = new URLSearchParams()
  for (const part of query.split('&')) {
    const [name = '', template = ''] = part.split('=')
    const value = filledText(decodeURIComponent(template), lookup)
    if (value !== undefined) parameters.append(name, asText(value))
  }
  const text = parameters.toString()
  return text && `?${text}`
}

/** Undefined where one of its variables is absent. A variable alone keeps its type. */
function filledText(template: string, lookup: Lookup): unknown {
  const alone = /^\{([\w.]+)\}$/.exec(template)
  if (alone) return lookup(alone[1] ?? '')
  let absent = false
  const whole = template.replace(optionalPart, (_, part: string) =>
    namesIn(part).some((name) => asText(lookup(name)) === '') ? '' : part,
  )
  const text = whole.replace(variablePattern, (_, name: string) => {
    const value = lookup(name)
    absent ||= value === undefined
    return asText(value)
  })
  return absent || (text === '' && template !== '') ? undefined : text
}

/** Part of a text that goes where a variable of it is absent: `[[, {note}]]`. */
const optionalPart = /\[\[(.*?)\]\]/gs

const namesIn = (text: string) => [...text.matchAll(variablePattern)].map((it) => it[1] ?? '')

function filledObject(body: { [name: string]: Json }, lookup: Lookup): JsonObject {
  const entries = Object.entries(body).flatMap(([name, json]): [string, unknown][] => {
    const value = filled(json, lookup)
    return value === undefined ? [] : [[name, value]]
  })
  return Object.fromEntries(entries)
}

function filled(json: Json, lookup: Lookup): unknown {
  if (typeof json === 'string') return filledText(json, lookup)
  if (Array.isArray(json)) return json.map((it) => filled(it, lookup)).filter((it) => it !== undefined)
  return typeof json === 'object' && json !== null ? filledObject(json, lookup) : json
}

const asText = (value: unknown): string => {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return value.map(asText).join(',')
  return isObject(value) ? JSON.stringify(value) : String(value)
}
