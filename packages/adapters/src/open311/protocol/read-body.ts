/**
 * The body of an answer, JSON or XML, as plain data in the shape of the JSON: by what it is, because servers name the
 * wrong content type. XML becomes what the Spark convention makes of it, which the specification gives as the mapping.
 */
import { readXml, type XmlElement } from './read-xml.ts'

/** Thrown where a body is no GeoReport: a login page, an error of a proxy, another API. */
export class NotGeoReport extends Error {
  override readonly name = 'NotGeoReport'
}

/** Elements that hold a list, even where one or none is in it. */
const lists = new Set([
  'services',
  'service_requests',
  'requests',
  'attributes',
  'values',
  'errors',
  'endpoints',
  'formats',
])

/** Throws `NotGeoReport` where it is neither JSON nor XML. */
export function readBody(text: string): unknown {
  const body = text.replace(/^\uFEFF/, '').trim()
  if (body.startsWith('<')) {
    const root = readXml(body)
    if (root === undefined) throw new NotGeoReport('the XML is not well-formed')
    if (root.name.toLowerCase() === 'html') throw new NotGeoReport('it is a web page')
    return lists.has(root.name) ? valueOf(root) : { [root.name]: valueOf(root) }
  }
  const json = readJson(body) ?? readJson(withQuotedCodes(body))
  if (json === undefined) throw new NotGeoReport('it is neither JSON nor XML')
  return json.value
}

const readJson = (text: string): { value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

/** `"service_code":001` is no JSON, but stands so in the specification's own examples. */
const withQuotedCodes = (text: string) => text.replace(/("\w+"\s*:\s*)(0\d+)(?=\s*[,}\]])/g, '$1"$2"')

function valueOf({ name, children, text }: XmlElement): unknown {
  if (lists.has(name)) return children.map(valueOf)
  if (children.length === 0) return text === '' ? null : text
  return Object.fromEntries(children.map((child) => [child.name, valueOf(child)]))
}

/**
 * The records in a body: a list, one record alone, or either in a wrapper of one of these names.
 * Throws `NotGeoReport` where there is nothing of the kind.
 */
export function recordsIn(body: unknown, wrappers: readonly string[]): object[] {
  if (body === null) return []
  if (Array.isArray(body)) return body.flatMap((item) => recordsIn(item, wrappers))
  if (typeof body !== 'object') throw new NotGeoReport('it is no record and no list of them')
  const wrapped = Object.entries(body).find(([name]) => wrappers.includes(name))
  return wrapped === undefined ? [body] : recordsIn(wrapped[1] === '' ? null : wrapped[1], wrappers)
}
