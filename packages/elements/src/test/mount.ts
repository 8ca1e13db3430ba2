/** Puts an element on the test page in a language and a theme, and takes it away after the test. */
import { html, render, type TemplateResult } from 'lit'

export interface Look {
  lang?: string
  theme?: 'light' | 'dark'
}

export const looks: Required<Look>[] = [
  { lang: 'zh-CN', theme: 'light' },
  { lang: 'zh-CN', theme: 'dark' },
  { lang: 'en', theme: 'light' },
  { lang: 'en', theme: 'dark' },
]

const mounted: Element[] = []

/** Answers the place it stands in; `first(place)` is the element once it has drawn itself. */
export function mount(content: TemplateResult, { lang = 'zh-CN', theme = 'light' }: Look = {}): HTMLElement {
  const place = document.createElement('main')
  place.lang = lang
  place.dataset['whistleTheme'] = theme
  place.style.cssText = `background:${theme === 'dark' ? '#12161e' : '#ffffff'};font-family:sans-serif;padding:16px;--whistle-motion:0ms`
  document.body.append(place)
  mounted.push(place)
  render(html`${content}`, place)
  return place
}

export function find<Tag extends keyof HTMLElementTagNameMap>(
  root: ParentNode,
  tag: Tag,
): HTMLElementTagNameMap[Tag] {
  const element = root.querySelector(tag)
  if (!element) throw new Error(`no <${tag}> here`)
  return element
}

/** The first element in the shadow root of `host` that the selector names. */
export function inside<E extends Element = HTMLElement>(host: Element, selector: string): E {
  const element = host.shadowRoot?.querySelector<E>(selector)
  if (!element) throw new Error(`no ${selector} in <${host.localName}>`)
  return element
}

/** Waits until `condition` holds, a frame at a time. */
export async function until(condition: () => unknown): Promise<void> {
  const start = performance.now()
  while (!condition()) {
    if (performance.now() - start > 3000) throw new Error(`still not: ${condition}`)
    await new Promise(requestAnimationFrame)
  }
}

afterEach(() => {
  for (const place of mounted.splice(0)) place.remove()
})
