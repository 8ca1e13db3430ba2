/** The way outwards from an element: through slots and shadow roots, up to the document. */

/** Yields the element itself first. By node type, not `instanceof`: under micro-frontends nodes come from another realm. */
export function* ancestors(start: Element): Generator<Element> {
  let node: Node | null = start
  while (node) {
    if (isElement(node)) yield node
    node = outwards(node)
  }
}

const isElement = (node: Node): node is Element => node.nodeType === 1

function outwards(node: Node): Node | null {
  if (isElement(node) && node.assignedSlot) return node.assignedSlot
  return 'host' in node && node.nodeType === 11 ? (node as ShadowRoot).host : node.parentNode
}
