/** A row of buttons of which one is pressed. */
import { make } from './elements.ts'
import { onLanguage, say, type Bilingual } from './language.ts'

export interface Tab<T> {
  id: string
  label: Bilingual
  value: T
}

/** Shows the tabs and chooses the first one. */
export function showTabs<T>(
  box: HTMLElement,
  tabs: Tab<T>[],
  onChoose: (value: T, id: string) => void,
): void {
  const buttons = tabs.map(({ id, value }) => {
    const button = make('button', { type: 'button', class: 'tab', 'data-tab': id, 'aria-pressed': 'false' })
    button.addEventListener('click', () => choose(id, value))
    return button
  })
  box.replaceChildren(...buttons)
  onLanguage(() => {
    for (const [index, { label }] of tabs.entries()) {
      const button = buttons[index]
      if (button) button.textContent = say(label)
    }
  })
  function choose(id: string, value: T) {
    for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset['tab'] === id))
    onChoose(value, id)
  }
  const [first] = tabs
  if (first) choose(first.id, first.value)
}
