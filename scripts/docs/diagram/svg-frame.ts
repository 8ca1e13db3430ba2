/**
 * What both pictures of the lifecycle share: an SVG without scripts, links or fonts, light or dark as the reader's
 * system is, with a title, and a description in words for those who do not see it.
 */
import type { Diagram } from '@chuishao/core/lifecycle'
import { words } from '../words.ts'
import { dark, light, type Palette } from './palette.ts'

const { statuses, commands } = words.zh

/** Font sizes in pixels. */
export const font = { name: 17, code: 12, command: 14, commandCode: 11 }

/** Wraps drawn parts into a sheet of a size in pixels. */
export function framed(parts: readonly string[], width: number, height: number, diagram: Diagram): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc" lang="zh-CN">`,
    '<title id="title">工单的生命周期 · The lifecycle of a ticket</title>',
    `<desc id="desc">${escaped(inWords(diagram))}</desc>`,
    `<style>${shapes}${colours(light)}@media (prefers-color-scheme:dark){${colours(dark)}}</style>`,
    `<defs>${arrowHead('head')}${arrowHead('main-head')}</defs>`,
    `<rect class="sheet" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="14"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n')
}

/** A text as it stands in SVG. */
export const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** Tenths of a pixel are enough. */
export const round = (value: number) => Math.round(value * 10) / 10

const arrowHead = (id: string) =>
  `<marker id="${id}" class="${id}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="10" markerHeight="10" orient="auto" markerUnits="userSpaceOnUse"><path d="M0 1L10 5L0 9z"/></marker>`

/** The main path, then everything else. */
function inWords({ arrows }: Diagram): string {
  const say = ({ from, to, commands: types }: Diagram['arrows'][number]) =>
    `${statuses[from]} ${from} → ${statuses[to]} ${to}: ${types.map((it) => `${commands[it]} ${it}`).join(', ')}`
  const main = arrows.filter((arrow) => arrow.main).map(say)
  const others = arrows.filter((arrow) => !arrow.main).map(say)
  return `主线 Main path: ${main.join('; ')}. 其他 Other ways: ${others.join('; ')}.`
}

const shapes = [
  'text{font-family:system-ui,-apple-system,"Segoe UI","PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif}',
  `.name{font-size:${font.name}px}.code{font-size:${font.code}px}`,
  `.command{font-size:${font.command}px}.command-code{font-size:${font.commandCode}px}`,
  '.centred{text-anchor:middle}.at-end{text-anchor:end}',
  '.arrow{fill:none;stroke-width:1.25}.arrow.main{stroke-width:3}',
  '.state rect{stroke-width:1.25}.state.main rect{stroke-width:2}.state.end rect{stroke-dasharray:4 3}',
  '.main .name,.main .command{font-weight:600}',
  '.room{fill:none;stroke-width:1.5;stroke-dasharray:1.5 5;stroke-linecap:round}',
].join('')

const colours = (it: Palette) =>
  [
    `.sheet{fill:${it.sheet};stroke:${it.edge}}.label rect{fill:${it.sheet}}`,
    `.name,.command{fill:${it.text}}.code,.command-code{fill:${it.muted}}`,
    `.arrow{stroke:${it.line}}.head{fill:${it.line}}`,
    `.arrow.main{stroke:${it.mainLine}}.main-head{fill:${it.mainLine}}`,
    `.state rect{fill:${it.box};stroke:${it.line}}.state.end rect{fill:${it.sheet}}`,
    `.state.main rect{fill:${it.mainBox};stroke:${it.mainLine}}`,
    `.main .name,.main .command{fill:${it.mainText}}`,
    `.room{stroke:${it.line}}`,
  ].join('')
