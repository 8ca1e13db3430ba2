/** Adds styles to an element that is drawn already, for parts of it that are loaded later. */
import type { CSSResult } from 'lit'

export function addStyles(root: HTMLElement | DocumentFragment, styles: CSSResult): void {
  const { styleSheet } = styles
  if (styleSheet && root instanceof ShadowRoot) {
    // Its theme is among them.
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet]
    return
  }
  const style = document.createElement('style')
  style.textContent = styles.cssText
  root.append(style)
}
