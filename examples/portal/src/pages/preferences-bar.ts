/** The three switches in the header: language, large print, light or dark. */
import { byId } from './elements.ts'
import { language, onLanguage, remember, say, setLanguage, type Bilingual } from './language.ts'

const themes = ['auto', 'light', 'dark'] as const
const themeNames: Record<(typeof themes)[number], Bilingual> = {
  auto: { zh: '跟随系统', en: 'Auto' },
  light: { zh: '浅色', en: 'Light' },
  dark: { zh: '深色', en: 'Dark' },
}

export function showPreferences(): void {
  const root = document.documentElement
  const languageButton = byId('language', HTMLButtonElement)
  const printButton = byId('print', HTMLButtonElement)
  const themeButton = byId('theme', HTMLButtonElement)

  const theme = () => themes.find((it) => it === root.dataset['whistleTheme']) ?? 'auto'
  const large = () => root.dataset['print'] === 'large'
  const show = () => {
    languageButton.textContent = language() === 'en' ? '中文' : 'English'
    languageButton.lang = language() === 'en' ? 'zh-CN' : 'en'
    printButton.setAttribute('aria-pressed', String(large()))
    themeButton.textContent = say(themeNames[theme()])
    themeButton.title = say({ zh: '切换浅色、深色', en: 'Light or dark' })
  }

  languageButton.addEventListener('click', () => setLanguage(language() === 'en' ? 'zh-CN' : 'en'))
  printButton.addEventListener('click', () => {
    root.dataset['print'] = large() ? 'normal' : 'large'
    remember('print', root.dataset['print'])
    show()
  })
  themeButton.addEventListener('click', () => {
    const next = themes[(themes.indexOf(theme()) + 1) % themes.length] ?? 'auto'
    root.dataset['whistleTheme'] = next
    remember('theme', next)
    show()
  })
  onLanguage(show)
}
