/**
 * Colours of the picture in light and dark, after the elements' tokens. Text on its ground has at least 4.5 : 1, lines
 * and borders 3 : 1 (WCAG 2.2 AA); a test computes it.
 */
export interface Palette {
  sheet: string
  edge: string
  text: string
  muted: string
  line: string
  box: string
  mainBox: string
  mainLine: string
  mainText: string
}

export const light: Palette = {
  sheet: '#ffffff',
  edge: '#dfe4ed',
  text: '#182033',
  muted: '#556079',
  line: '#6b768e',
  box: '#f4f6fa',
  mainBox: '#e9f0fd',
  mainLine: '#1b5cd1',
  mainText: '#123f91',
}

export const dark: Palette = {
  sheet: '#161b22',
  edge: '#333c4d',
  text: '#e8ecf4',
  muted: '#a5b0c4',
  line: '#8793aa',
  box: '#222935',
  mainBox: '#1c2f52',
  mainLine: '#80b0ff',
  mainText: '#cfe0ff',
}
