/** One line of the list: the button is the title, and covers the whole line. */
import type { TicketSummary } from '@chuishao/core/service'
import { html, nothing, type TemplateResult } from 'lit'
import type { Waits } from '../internal/gateway/waiting-items.ts'
import type { Common } from '../internal/i18n/common.ts'
import type { Formats } from '../internal/i18n/formats.ts'
import type { Vocabulary } from '../internal/i18n/vocabulary.ts'
import {
  clockIcon,
  errorIcon,
  flagIcon,
  pauseIcon,
  photoIcon,
  pinIcon,
  savedIcon,
  unitIcon,
  warningIcon,
} from '../internal/icons.ts'
import { statusTone, warningTone } from '../internal/styles/tone.ts'
import type { ListMessages } from './messages.ts'

export interface RowContext {
  t: ListMessages
  words: Vocabulary
  formats: Formats
  now: number
  unitName: (id: string) => string
  photoUrl: (sha256: string) => string | undefined
  selected: string
  /** Whether the backend tells who has accepted. */
  tellsAccepted: boolean
  common: Common
  /** What of it waits on this device; undefined where nothing does. */
  waits: (line: TicketSummary) => Waits | undefined
  /** Whether it belongs to the list no more, and only stands until the list is loaded again. */
  hasLeft: (line: TicketSummary) => boolean
  /** The one line that the Tab key reaches. */
  current: string | undefined
}

export function ticketRow(line: TicketSummary, it: RowContext): TemplateResult {
  const { t } = it
  const selected = line.ticketId === it.selected
  const left = it.hasLeft(line)
  const { toSend = 0, needsYou = 0, unsent = false } = it.waits(line) ?? {}
  return html`<li class="row" data-warning=${line.warning} ?data-selected=${selected} ?data-left=${left}>
    <div class="row-main">
      <button
        class="row-title"
        type="button"
        value=${line.ticketId}
        tabindex=${line.ticketId === it.current ? 0 : -1}
        aria-current=${selected ? 'true' : nothing}
      >
        ${line.matterName ?? t.untitled}
      </button>
      <p class="excerpt">${line.excerpt || t.noDescription}</p>
      <ul class="badges">
        ${
          // What nobody has received stands nowhere yet.
          unsent
            ? nothing
            : html`<li class="badge" data-tone=${statusTone(line.status)}>
                ${it.words.statuses[line.status]}
              </li>`
        }
        ${toSend > 0 ? html`<li class="badge" data-tone="warning">${savedIcon}${it.common.toSend(toSend)}</li>` : nothing}
        ${needsYou > 0 ? html`<li class="badge" data-tone="danger">${warningIcon}${it.common.needsYou(needsYou)}</li>` : nothing}
        ${left ? html`<li class="badge">${t.outside}</li>` : nothing} ${marks(line, it)}
      </ul>
      <ul class="meta">
        ${line.address ? html`<li>${pinIcon}<span>${line.address}</span></li>` : nothing}
        ${
          line.leadUnitId
            ? html`<li>${unitIcon}<span>${t.lead} ${it.unitName(line.leadUnitId)}</span></li>`
            : nothing
        }
        <li data-tone=${warningTone(line.warning)}>
          ${clockIcon}<span>${unsent ? t.unsent : due(line, it)}</span>
        </li>
      </ul>
    </div>
    ${line.photo ? thumbnail(line.photo.sha256, it) : nothing}
  </li>`
}

function marks(line: TicketSummary, { words }: RowContext): TemplateResult[] {
  const mark = (tone: string, icon: TemplateResult, word: string) =>
    html`<li class="badge" data-tone=${tone}>${icon}${word}</li>`
  return [
    ...(line.warning === 'none'
      ? []
      : [
          mark(
            warningTone(line.warning),
            line.warning === 'red' ? errorIcon : warningIcon,
            words.warnings[line.warning],
          ),
        ]),
    ...(line.supervised ? [mark('danger', flagIcon, words.flags.supervised)] : []),
    ...(line.suspended ? [mark('neutral', pauseIcon, words.flags.suspended)] : []),
    ...(line.designated ? [mark('info', flagIcon, words.flags.designated)] : []),
  ]
}

function due(line: TicketSummary, it: RowContext): TemplateResult {
  const { t, words, formats, now } = it
  const unsigned = line.status === 'whistled' && it.tellsAccepted ? html`<b>${t.unsigned}</b> · ` : nothing
  const kind = clockOf(line, it)
  if (line.dueAt && kind) {
    const left = Date.parse(line.dueAt) - now
    const span = formats.span(left)
    return html`${unsigned}${words.clocks[kind]}
      <time datetime=${line.dueAt}>${formats.dateTime(line.dueAt, now)}</time> ·
      ${left >= 0 ? t.left(span) : t.over(span)}`
  }
  if (line.warning === 'red' && (line.status === 'whistled' || line.status === 'accepted'))
    return html`${line.status === 'whistled' ? t.missed.accept : t.missed.handle}`
  return html`${t.updated}
    <time datetime=${line.updatedAt} title=${formats.dateTime(line.updatedAt, now)}
      >${formats.relative(line.updatedAt, now)}</time
    >`
}

/** Which clock the soonest due moment belongs to. */
function clockOf(
  { status, suspended }: TicketSummary,
  { tellsAccepted }: RowContext,
): keyof Vocabulary['clocks'] | undefined {
  switch (status) {
    case 'whistled':
      return tellsAccepted ? 'accept' : 'handle'
    case 'accepted':
      return suspended ? 'suspensionReview' : 'handle'
    case 'underReview.resolved':
      return 'resultReview'
    case 'closed':
      return 'evaluation'
    default:
      return undefined
  }
}

function thumbnail(sha256: string, { t, photoUrl }: RowContext): TemplateResult {
  const url = photoUrl(sha256)
  return html`<span class="thumb" data-photo=${sha256}
    >${url ? html`<img src=${url} alt=${t.photo} />` : photoIcon}</span
  >`
}
