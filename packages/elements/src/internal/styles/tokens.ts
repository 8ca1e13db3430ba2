/**
 * Design tokens. A page sets `--whistle-NAME`; elements read `--_whistle-NAME`, which falls back to the value here.
 *
 * The dark values are sheets of their own, adopted when the surroundings are dark, so that no element writes attributes on
 * itself and nothing needs an inline style.
 */
import { css, supportsAdoptingStyleSheets, unsafeCSS, type CSSResult } from 'lit'
import type { Theme } from '../surroundings.ts'

const light = {
  surface: '#ffffff',
  sunken: '#f4f6fa',
  hover: '#eceff6',
  text: '#182033',
  muted: '#556079',
  border: '#dfe4ed',
  control: '#8691a7',
  accent: '#1b5cd1',
  'accent-hover': '#164cae',
  'accent-soft': '#e9f0fd',
  'accent-text': '#184fb4',
  'on-accent': '#ffffff',
  whistle: '#cf3a0e',
  'whistle-hover': '#ad2f0a',
  'on-whistle': '#ffffff',
  star: '#e08700',
  success: '#14693f',
  'success-soft': '#e4f5eb',
  warning: '#7a4b00',
  'warning-soft': '#fff2d1',
  danger: '#b3211a',
  'danger-soft': '#fdebe9',
  focus: '#5b93f5',
  shadow: '0 1px 2px rgba(20, 32, 60, 0.05), 0 4px 16px rgba(20, 32, 60, 0.06)',
  'shadow-raised': '0 2px 6px rgba(20, 32, 60, 0.08), 0 16px 48px rgba(20, 32, 60, 0.18)',
}

const dark: typeof light = {
  surface: '#1b202b',
  sunken: '#12161e',
  hover: '#262d3b',
  text: '#e8ecf4',
  muted: '#a5b0c4',
  border: '#333c4d',
  control: '#78849b',
  accent: '#80b0ff',
  'accent-hover': '#a3c6ff',
  'accent-soft': '#1c2f52',
  'accent-text': '#a3c6ff',
  'on-accent': '#0a1a37',
  whistle: '#ff8a63',
  'whistle-hover': '#ffa486',
  'on-whistle': '#2b0b00',
  star: '#ffc04d',
  success: '#7fd9a6',
  'success-soft': '#143527',
  warning: '#f5c869',
  'warning-soft': '#382b0e',
  danger: '#ff9c92',
  'danger-soft': '#42201d',
  focus: '#80b0ff',
  shadow: '0 1px 2px rgba(0, 0, 0, 0.4), 0 4px 16px rgba(0, 0, 0, 0.25)',
  'shadow-raised': '0 2px 6px rgba(0, 0, 0, 0.5), 0 16px 48px rgba(0, 0, 0, 0.6)',
}

const declared = (palette: typeof light): CSSResult =>
  unsafeCSS(
    Object.entries(palette)
      .map(([name, value]) => `--_whistle-${name}:var(--whistle-${name},${value});`)
      .join(''),
  )

/** Light values, measures, and the ground that every element stands on. First sheet of every element. */
export const tokens = css`
  :host {
    ${declared(light)}
    /* Everything is a multiple of this one size: large print is one token, or the browser's own setting. */
    --_whistle-size: var(--whistle-font-size, 1rem);
    --_whistle-text-s: calc(var(--_whistle-size) * 0.8125);
    --_whistle-text-m: calc(var(--_whistle-size) * 0.9375);
    --_whistle-text-l: calc(var(--_whistle-size) * 1.0625);
    --_whistle-text-xl: calc(var(--_whistle-size) * 1.25);
    --_whistle-space-1: calc(var(--_whistle-size) * 0.25);
    --_whistle-space-2: calc(var(--_whistle-size) * 0.5);
    --_whistle-space-3: calc(var(--_whistle-size) * 0.75);
    --_whistle-space-4: var(--_whistle-size);
    --_whistle-space-5: calc(var(--_whistle-size) * 1.5);
    --_whistle-space-6: calc(var(--_whistle-size) * 2);
    --_whistle-target: calc(var(--_whistle-size) * 2.75);
    --_whistle-radius: var(--whistle-radius, 10px);
    --_whistle-radius-s: calc(var(--_whistle-radius) * 0.6);
    --_whistle-radius-l: calc(var(--_whistle-radius) * 1.4);
    --_whistle-motion: var(--whistle-motion, 160ms);
    color-scheme: light;
    display: block;
    box-sizing: border-box;
    color: var(--_whistle-text);
    font-family: var(--whistle-font, inherit);
    font-size: var(--_whistle-text-m);
    line-height: 1.55;
    -webkit-tap-highlight-color: transparent;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd,
  figure,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  [hidden] {
    display: none !important;
  }
  :focus {
    outline: none;
  }
  :focus-visible {
    outline: 3px solid var(--_whistle-focus);
    outline-offset: 2px;
  }
  /* Where the focus is put for a screen reader only. */
  [tabindex='-1']:focus-visible {
    outline: none;
  }
  .icon {
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .icon.filled {
    fill: currentColor;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip: rect(0 0 0 0);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    :host {
      --_whistle-motion: 0ms;
    }
  }
  @media (forced-colors: active) {
    :focus-visible {
      outline-color: Highlight;
    }
  }
`

const darkSheet = css`
  :host {
    ${declared(dark)}
    color-scheme: dark;
  }
`

const autoSheet = css`
  @media (prefers-color-scheme: dark) {
    :host {
      ${declared(dark)}
      color-scheme: dark;
    }
  }
`

/** Puts the sheet of a theme on a shadow root. A browser without adopted sheets stays light. */
export function applyTheme(root: ShadowRoot, theme: Theme): void {
  if (!supportsAdoptingStyleSheets) return
  const themes = [darkSheet.styleSheet, autoSheet.styleSheet]
  const own = root.adoptedStyleSheets.filter((sheet) => !themes.includes(sheet))
  const wanted = theme === 'dark' ? darkSheet.styleSheet : theme === 'auto' ? autoSheet.styleSheet : undefined
  root.adoptedStyleSheets = wanted ? [...own, wanted] : own
}
