/** Writes XML as the specification shows it: UTF-8 declared, no attributes, no namespace, nothing of no value left out. */

export type XmlValue = string | number | boolean | null | undefined | XmlList | { [name: string]: XmlValue }

/** Several elements of one name within their parent. */
export interface XmlList {
  each: string
  items: readonly XmlValue[]
}

/** A whole document, e.g. `writeXml('services', { each: 'service', items: [{ service_code: '001' }] })`. */
export const writeXml = (root: string, value: XmlValue): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n${element(root, value)}`

const element = (name: string, value: XmlValue): string => {
  const inner = contentOf(value)
  return inner === '' ? `<${name}/>` : `<${name}>${inner}</${name}>`
}

const contentOf = (value: XmlValue): string => {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'object') return escaped(String(value))
  if (isList(value)) return value.items.map((item) => element(value.each, item)).join('')
  return Object.entries(value)
    .map(([name, inner]) => element(name, inner))
    .join('')
}

const isList = (value: object): value is XmlList => 'each' in value && 'items' in value

/** Control characters have no place in XML 1.0, not even escaped. */
const escaped = (text: string) =>
  text
    .replace(/[^\t\n\r\u0020-\uFFFF]/gu, (letter) => (letter > '\uFFFF' ? letter : ''))
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
