/**
 * Reads the XML of GeoReport servers: schemaless, elements and text only. No parser of the browser, so that a service
 * worker and Node read the same; no document type is followed, so that a body cannot grow or fetch anything.
 */

export interface XmlElement {
  /** Without its namespace prefix. */
  name: string
  children: XmlElement[]
  /** Its own text, entities read, trimmed. */
  text: string
}

/** How deep elements may lie in one another; GeoReport needs five. */
const deepest = 64

const token =
  /<!--[^]*?-->|<\?[^]*?\?>|<!\[CDATA\[([^]*?)\]\]>|<!DOCTYPE[^>[]*(?:\[[^]*?\])?[^>]*>|<\/\s*([^\s>]+)\s*>|<([^\s/>!?]+)(?:\s+(?:[^>"']|"[^"]*"|'[^']*')*)?(\/?)>|([^<]+)|</gi

/** The root element; undefined where the text is no well-formed XML. */
export function readXml(text: string): XmlElement | undefined {
  const root: XmlElement = { name: '', children: [], text: '' }
  const open = [root]
  for (const [whole, cdata, closes, opens, isEmpty, words] of text.replace(/^\uFEFF/, '').matchAll(token)) {
    const here = open.at(-1) ?? root
    if (opens !== undefined) {
      const element = { name: local(opens), children: [], text: '' }
      here.children.push(element)
      if (isEmpty !== '/' && !whole.endsWith('/>')) open.push(element)
      if (open.length > deepest) return undefined
    } else if (closes !== undefined) {
      if (open.length === 1 || here.name !== local(closes)) return undefined
      open.pop()
    } else if (whole === '<') {
      return undefined
    } else {
      here.text += cdata ?? (words === undefined ? '' : unescaped(words))
    }
  }
  const [first, ...others] = root.children
  if (open.length > 1 || first === undefined || others.length > 0 || root.text.trim() !== '') return undefined
  return trimmed(first)
}

const local = (name: string) => name.slice(name.indexOf(':') + 1)

const trimmed = ({ name, children, text }: XmlElement): XmlElement => ({
  name,
  children: children.map(trimmed),
  text: text.trim(),
})

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0' }

/** What is no entity stays as it is: servers forget to escape `&`. */
const unescaped = (text: string) =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (typeof name === 'string') return named[name] ?? whole
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
