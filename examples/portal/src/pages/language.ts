/** Two languages on every page: Chinese is in the HTML, English in `data-en` beside it; data brings both. */

export interface Bilingual {
  zh: string
  en: string
}

export type Language = 'zh-CN' | 'en'

const originals = new WeakMap<Element, string>()

export const language = (): Language => (document.documentElement.lang === 'en' ? 'en' : 'zh-CN')

/** A sentence in the page's language. */
export const say = ({ zh, en }: Bilingual): string => (language() === 'en' ? en : zh)

/** A number as the page's language writes it. */
export const count = (value: number): string => new Intl.NumberFormat(language()).format(value)

/** Puts all texts below `root` into the page's language. */
export function applyTexts(root: ParentNode = document): void {
  for (const element of root.querySelectorAll('[data-en], [data-en-label]')) {
    const { enLabel, en } = (element as HTMLElement).dataset
    const attribute = enLabel === undefined ? undefined : 'aria-label'
    const original =
      originals.get(element) ?? (attribute ? element.getAttribute(attribute) : element.textContent) ?? ''
    originals.set(element, original)
    const text = language() === 'en' ? (enLabel ?? en ?? original) : original
    if (attribute) element.setAttribute(attribute, text)
    else element.textContent = text
  }
}

/** Runs now, and again whenever the language changes. */
export function onLanguage(render: () => void): void {
  document.addEventListener('portal-language', render)
  render()
}

/** Switches the page, which then says so. */
export function setLanguage(to: Language): void {
  document.documentElement.lang = to
  remember('lang', to)
  applyTexts()
  document.dispatchEvent(new Event('portal-language'))
}

/** Keeps a preference; a browser that forbids storage just forgets it. */
export function remember(name: 'lang' | 'theme' | 'print', value: string): void {
  try {
    localStorage.setItem(`portal-${name}`, value)
  } catch {
    return
  }
}
