/** Icons as templates, on a grid of 24: stroked in the colour of the text, 1.25em wide, hidden from screen readers. */
import { html, type TemplateResult } from 'lit'

/** One path each, and marked pure, so that a bundle holds only the icons it shows. */
const icon = (d: string): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${d} /></svg>`

export const whistleIcon = /* @__PURE__ */ icon(
  'M9 9h12v3.8h-6.8A5.5 5.5 0 1 1 9 9zM7.2 14.5a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0 -3.6 0M5.5 5.5 4.2 3.7M9 5V2.5M12.5 5.5l1.3-1.8',
)
export const checkIcon = /* @__PURE__ */ icon('m5 12.5 4.5 4.5L19 7.5')
export const closeIcon = /* @__PURE__ */ icon('M6 6l12 12M18 6 6 18')
export const plusIcon = /* @__PURE__ */ icon('M12 5v14M5 12h14')
export const chevronRightIcon = /* @__PURE__ */ icon('m9.5 6 6 6-6 6')
export const searchIcon = /* @__PURE__ */ icon('M4.5 11a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0 -13 0M16 16l4.5 4.5')
export const refreshIcon = /* @__PURE__ */ icon(
  'M20 5v5h-5M4 19v-5h5M19.5 10A8 8 0 0 0 5.6 7M4.5 14a8 8 0 0 0 13.9 3',
)
export const cameraIcon = /* @__PURE__ */ icon(
  'M4.5 7.5h3L9.5 5h5l2 2.5h3A1.5 1.5 0 0 1 21 9v9a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 18V9a1.5 1.5 0 0 1 1.5-1.5zM8.5 13a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0',
)
export const photoIcon = /* @__PURE__ */ icon(
  'M5 4.5h14a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-11a2 2 0 0 1 2-2zM7 9.5a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0 -3 0M4 18l5.5-5.5L13 16l3-3 4.5 4.5',
)
export const pinIcon = /* @__PURE__ */ icon(
  'M12 21.5s7-6.2 7-11.5a7 7 0 0 0-14 0c0 5.3 7 11.5 7 11.5zM9.5 10a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0',
)
export const targetIcon = /* @__PURE__ */ icon(
  'M5.5 12a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0 -13 0M10.5 12a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0 -3 0M12 2.5v3M12 18.5v3M2.5 12h3M18.5 12h3',
)
export const clockIcon = /* @__PURE__ */ icon('M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0 -17 0M12 7v5.5l3.5 2')
export const warningIcon = /* @__PURE__ */ icon('M12 4 2.8 19.5h18.4zM12 10v4.5M12 17.2v.1')
export const errorIcon = /* @__PURE__ */ icon(
  'M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0 -17 0M12 7.5v5.5M12 16.3v.1',
)
export const infoIcon = /* @__PURE__ */ icon(
  'M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0 -17 0M12 11v5.5M12 7.7v.1',
)
export const successIcon = /* @__PURE__ */ icon(
  'M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0 -17 0M8 12.3l2.8 2.8 5.2-5.6',
)
export const crossedIcon = /* @__PURE__ */ icon(
  'M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0 -17 0M9 9l6 6M15 9l-6 6',
)
export const starIcon = /* @__PURE__ */ icon(
  'm12 3.5 2.63 5.33 5.88.85-4.26 4.15 1.01 5.86L12 16.93l-5.26 2.76 1.01-5.86L3.49 9.68l5.88-.85z',
)
export const personIcon = /* @__PURE__ */ icon(
  'M8.2 8a3.8 3.8 0 1 0 7.6 0a3.8 3.8 0 1 0 -7.6 0M4.5 20c.8-4 3.7-6 7.5-6s6.7 2 7.5 6',
)
export const unitIcon = /* @__PURE__ */ icon(
  'M5 20.5V5l8-1.5v17M13 9.5l6 1.5v9.5M3 20.5h18M8 8.5h2M8 12.5h2M8 16.5h2',
)
export const phoneIcon = /* @__PURE__ */ icon(
  'M5 4h4l1.5 4.5L8 10.5a12 12 0 0 0 5.5 5.5l2-2.5L20 15v4a1.5 1.5 0 0 1-1.6 1.5A15.5 15.5 0 0 1 3.5 5.6 1.5 1.5 0 0 1 5 4z',
)
export const sendIcon = /* @__PURE__ */ icon('M20.5 3.5 10 14M20.5 3.5 14 20.5l-4-6.5-6.5-4z')
export const returnIcon = /* @__PURE__ */ icon('M9 5.5 4.5 10 9 14.5M4.5 10h9a6 6 0 0 1 0 12h-1')
export const chatIcon = /* @__PURE__ */ icon('M4 5h16v12h-9l-4 3v-3H4zM8 9h8M8 13h5')
export const mergeIcon = /* @__PURE__ */ icon('M6 4v4c0 4 6 4 6 8v5M18 4v4c0 4-6 4-6 8M9 18l3 3 3-3')
export const flagIcon = /* @__PURE__ */ icon('M5.5 21V4M5.5 4.5c4-2 7.5 2 13 0v9c-5.5 2-9-2-13 0')
export const pauseIcon = /* @__PURE__ */ icon('M9 5v14M15 5v14')
export const editIcon = /* @__PURE__ */ icon('m4 20 1-4.5L16 4.5l3.5 3.5-11 11zM13.5 7l3.5 3.5')
export const removeIcon = /* @__PURE__ */ icon('M4.5 7h15M9 7V4.5h6V7M6.5 7l1 13h9l1-13M10 11v5.5M14 11v5.5')
export const commentIcon = /* @__PURE__ */ icon('M4 5h16v11.5h-8.5L7 20.5v-4H4z')
export const offlineIcon = /* @__PURE__ */ icon(
  'M3 3l18 18M5 9.5a11 11 0 0 1 4.5-2.6M14 6.7A11 11 0 0 1 20.5 10M8.5 13.5a6 6 0 0 1 3.5-1.5M12 18v.1',
)
/** On the device, and on its way. */
export const savedIcon = /* @__PURE__ */ icon('M12 3.5v10.500M8 10l4 4 4-4M4.500 15v4.500h15V15')
export const inboxIcon = /* @__PURE__ */ icon('M4 13.5 6.5 5h11l2.5 8.5V19H4zM4 13.5h5l1.5 2.5h3l1.5-2.5h5')
