/**
 * What an element takes from the page around it: the nearest language, and whether that page is light or dark.
 *
 * One observer serves all elements. Dark only where the page is: `data-whistle-theme` on any ancestor says so, or the
 * page's own `color-scheme`. A portal that knows only light must not get dark cards because a phone is set to dark.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { ancestors } from './ancestors.ts'
import { configuration, onConfigurationChange } from './configuration.ts'
import type { MessageOverrides } from './i18n/catalogue.ts'
import { localeFor, sourceLocale, type Locale } from './i18n/locale.ts'

export type Theme = 'light' | 'dark' | 'auto'

const themeAttribute = 'data-whistle-theme'
const watching = new Set<SurroundingsController>()
let observer: MutationObserver | undefined

function watch(root: Node): void {
  observer ??= new MutationObserver(() => watching.forEach((controller) => controller.read()))
  observer.observe(root, { subtree: true, attributes: true, attributeFilter: ['lang', themeAttribute] })
  observer.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['lang', themeAttribute, 'class', 'style'],
  })
}

export class SurroundingsController implements ReactiveController {
  locale: Locale = sourceLocale
  theme: Theme = 'light'
  readonly #host: ReactiveControllerHost & HTMLElement
  readonly #onTheme: (theme: Theme) => void
  #stop: (() => void) | undefined
  #messages: MessageOverrides | undefined

  constructor(host: ReactiveControllerHost & HTMLElement, onTheme: (theme: Theme) => void) {
    this.#host = host
    this.#onTheme = onTheme
    host.addController(this)
  }

  hostConnected(): void {
    watching.add(this)
    this.#messages = configuration().messages
    this.#stop = onConfigurationChange(() => this.#reword())
    for (let root = this.#host.getRootNode(); ; root = (root as ShadowRoot).host.getRootNode()) {
      watch(root)
      if (!('host' in root)) break
    }
    this.read()
    this.#onTheme(this.theme)
  }

  hostDisconnected(): void {
    watching.delete(this)
    this.#stop?.()
  }

  #reword(): void {
    const { messages } = configuration()
    if (messages !== this.#messages) this.#host.requestUpdate()
    this.#messages = messages
  }

  read(): void {
    const locale = localeFor(nearest(this.#host, 'lang'))
    const theme = themeFor(nearest(this.#host, themeAttribute))
    if (theme !== this.theme) this.#onTheme(theme)
    if (locale !== this.locale) this.#host.requestUpdate()
    this.locale = locale
    this.theme = theme
  }
}

function nearest(element: Element, attribute: string): string | undefined {
  for (const ancestor of ancestors(element)) {
    const value = ancestor.getAttribute(attribute)
    if (value) return value
  }
  return undefined
}

function themeFor(attribute: string | undefined): Theme {
  if (attribute === 'light' || attribute === 'dark' || attribute === 'auto') return attribute
  const meta = document.querySelector<HTMLMetaElement>('meta[name="color-scheme"]')
  const declared = getComputedStyle(document.documentElement).getPropertyValue('color-scheme')
  const scheme = declared && declared !== 'normal' ? declared : (meta?.content ?? '')
  if (!scheme.includes('dark')) return 'light'
  return scheme.includes('light') ? 'auto' : 'dark'
}
