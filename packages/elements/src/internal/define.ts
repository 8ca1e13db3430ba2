/** Registering elements: under their own name, under another prefix, and beside another copy of the library. */
import { unsafeStatic, type StaticValue } from 'lit/static-html.js'
import { warnOnce } from './warn-once.ts'

/** An element class of this library. */
export interface WhistleElementClass extends CustomElementConstructor {
  /** Its usual tag. */
  readonly tag: string
  readonly version: string
}

const registered = new WeakMap<CustomElementRegistry, Map<WhistleElementClass, string>>()

/**
 * Registers a class. A tag that the same version has taken is left alone in silence; one that another version or
 * another library has taken is left alone with one warning.
 */
export function define(
  elementClass: WhistleElementClass,
  tag: string = elementClass.tag,
  registry: CustomElementRegistry | undefined = globalThis.customElements,
): void {
  if (!registry) return
  const taken = registry.get(tag) as Partial<WhistleElementClass> | undefined
  if (taken) {
    if (taken.version === elementClass.version) return
    const other = taken.version ? `version ${taken.version}` : 'another library'
    return warnOnce(`<${tag}> belongs to ${other} already; version ${elementClass.version} is not registered`)
  }
  const tags = registered.get(registry) ?? new Map<WhistleElementClass, string>()
  registered.set(registry, tags)
  // A class has one name per registry: a second name needs a class of its own.
  registry.define(tag, tags.has(elementClass) ? class extends elementClass {} : elementClass)
  if (!tags.has(elementClass)) tags.set(elementClass, tag)
}

/** The tag under which this page has an element already, by its usual one. */
export function tagInUse(usual: string): string | undefined {
  const tags = registered.get(globalThis.customElements) ?? []
  return [...tags].find(([{ tag }]) => tag === usual)?.[1]
}

/** The tag of a child for `static-html` templates, registered now where nobody did: no template hard-codes a tag. */
export function tagOf(elementClass: WhistleElementClass): StaticValue {
  const registry = globalThis.customElements
  if (!registered.get(registry)?.has(elementClass)) define(elementClass)
  return unsafeStatic(registered.get(registry)?.get(elementClass) ?? elementClass.tag)
}
