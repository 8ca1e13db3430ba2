/** One thing that waits: what it is, how it stands, and what a person may do about it. */
import type { OutboxItem, OutboxProblem } from '@chuishao/core/service'
import type { CityData } from '@chuishao/core/lifecycle'
import { attachmentsOf, type Draft, type Sentence, type Ticket } from '@chuishao/core/ticket'
import { html, nothing, type TemplateResult } from 'lit'
import type { Formats } from '../internal/i18n/formats.ts'
import { photoIcon } from '../internal/icons.ts'
import { statusTone } from '../internal/styles/tone.ts'
import { notice } from '../internal/views.ts'
import { toldAnswers } from '../whistle-ticket-card/parts/told-command.ts'
import { wordFor, type CardWords } from '../whistle-ticket-card/steps.ts'
import { textNames, textsOf, type TextName } from './editable-texts.ts'
import type { OutboxMessages } from './messages.ts'

export interface ItemContext {
  t: OutboxMessages
  words: CardWords
  cancel: string
  formats: Formats
  now: number
  city: CityData | undefined
  unitName: (id: string | undefined) => string
  say: (sentence: Sentence) => string
  photoUrl: (sha256: string) => string | undefined
  /** The item that is being changed. */
  editing: string | undefined
  /** The item that the device is busy with because somebody pressed a button. */
  busy: string | undefined
  /** Whether something before it on its ticket needs somebody first. */
  isBehind: (item: OutboxItem) => boolean
  onRetry: (item: OutboxItem) => void
  onEdit: (item: OutboxItem | undefined) => void
  onSave: (item: OutboxItem, texts: Partial<Record<TextName, string>>) => void
  onDiscard: (item: OutboxItem) => void
}

const tones = { waiting: 'warning', sending: 'info', needsYou: 'danger' } as const

export function outboxItem(item: OutboxItem, it: ItemContext): TemplateResult {
  const { t } = it
  const { savedAt, state, attempted, photos, failure, problem } = item
  return html`<li class="item panel" data-item=${item.commandId}>
    <div class="item-head">
      <h3 class="item-title">${itemTitle(item, it)}</h3>
      <span class="badge" data-tone=${tones[state]}>${t.states[state]}</span>
    </div>
    ${about(item, it)} ${it.editing === item.commandId ? editor(item, it) : answers(item, it)}
    <p class="muted">
      ${t.savedAt(it.formats.dateTime(savedAt))}${photos.all > 0 ? html` · ${t.photos(photos.sent, photos.all)}` : nothing}
    </p>
    ${pictures(item, it)}
    ${failure && !problem ? html`<p class="muted">${t.failed(it.say(failure))}</p>` : nothing}
    ${attempted && state === 'waiting' ? html`<p class="muted">${t.attempted}</p>` : nothing}
    ${it.isBehind(item) ? html`<p class="muted">${t.behind}</p>` : nothing}
    ${problem ? trouble(problem, it) : nothing} ${it.editing === item.commandId ? nothing : buttons(item, it)}
  </li>`
}

/** Whether the whistle form can take it up again. */
export const isWhistle = ({ command }: OutboxItem): boolean =>
  command.type === 'WHISTLE' || command.type === 'EDIT'

/** The ticket that it is about, as the person saw it. */
const ticketOf = ({ seen, problem }: OutboxItem): Ticket | undefined =>
  seen ?? (problem?.kind === 'conflict' ? problem.current : undefined)

const draftOf = (item: OutboxItem): Draft | undefined =>
  'draft' in item.command && item.command.draft ? item.command.draft : ticketOf(item)?.draft

/** What it is, and about what. */
export function itemTitle(item: OutboxItem, it: ItemContext): string {
  return [it.words.commands[item.command.type], matterOf(item, it)].filter(Boolean).join(' · ')
}

function matterOf(item: OutboxItem, it: ItemContext): string | undefined {
  const code = draftOf(item)?.matterCode
  return ticketOf(item)?.matter?.name ?? it.city?.matters.find((matter) => matter.code === code)?.name
}

/** Which ticket it is about, as people call it: its number, and where it is. */
function about(item: OutboxItem, it: ItemContext): TemplateResult {
  const { address } = draftOf(item)?.location ?? {}
  return html`<p class="muted">
    ${it.t.number(item.ticketId.slice(-8).toUpperCase())}${address ? html` · ${address}` : nothing}
  </p>`
}

/** What was tapped and typed, in words. */
function answers(item: OutboxItem, it: ItemContext): TemplateResult {
  const { command } = item
  const { words } = it
  const { description, ...texts } = textsOf(command)
  const { choices } = toldAnswers(command, it)
  const rating =
    command.type === 'EVALUATE'
      ? html`<p>
          ${wordFor(words.levels, String(command.level))} ·
          ${command.solved ? words.solved.yes : words.solved.no}
        </p>`
      : nothing
  const typed = isWhistle(item) ? [description] : Object.values(texts)
  return html`${rating}
  ${choices.map(([label, value]) => html`<p><span class="muted">${label}</span> ${value}</p>`)}
  ${typed.map((text) => (text ? html`<p class="text">${text}</p>` : nothing))}`
}

function pictures({ command }: OutboxItem, { photoUrl }: ItemContext): TemplateResult | typeof nothing {
  const refs = attachmentsOf(command)
  if (refs.length === 0) return nothing
  return html`<p class="pictures">
    ${refs.map(({ sha256 }) => {
      const url = photoUrl(sha256)
      return html`<span class="picture" data-photo=${sha256}
        >${url ? html`<img src=${url} alt="" />` : photoIcon}</span
      >`
    })}
  </p>`
}

function trouble(problem: OutboxProblem, it: ItemContext): TemplateResult {
  const { t } = it
  switch (problem.kind) {
    case 'refused':
      return notice('danger', t.refused(it.say(problem.rejection.message)))
    case 'failed':
      return notice('danger', t.refused(it.say(problem.sentence)))
    case 'reused':
      return notice('danger', t.reused)
    case 'conflict': {
      const { seen, current, stillAllowed } = problem
      if (!current) return notice('danger', t.gone)
      return html`${notice('warning', t.conflict)}
        <div class="sides">
          ${seen ? side(t.seen, seen, it, { current }) : nothing}${side(t.now, current, it, { before: seen })}
        </div>
        ${stillAllowed ? nothing : html`<p class="muted">${t.notAllowed}</p>`}`
    }
  }
}

/** One of the two versions, with what differs in the other. */
function side(
  title: string,
  ticket: Ticket,
  it: ItemContext,
  { before, current }: { before?: Ticket | undefined; current?: Ticket },
): TemplateResult {
  const { t, words } = it
  const other = before ?? current
  const more = before ? ticket.version - before.version : 0
  const changed = (a: unknown, b: unknown) => before !== undefined && a !== b
  return html`<section class="side">
    <h4>${title}</h4>
    <dl class="rows">
      <dt>${t.status}</dt>
      <dd ?data-changed=${changed(ticket.status, before?.status)}>
        <span class="badge" data-tone=${statusTone(ticket.status)}>${words.statuses[ticket.status]}</span>
      </dd>
      ${
        ticket.leadUnitId || other?.leadUnitId
          ? html`<dt>${t.lead}</dt>
              <dd ?data-changed=${changed(ticket.leadUnitId, before?.leadUnitId)}>
                ${ticket.leadUnitId ? it.unitName(ticket.leadUnitId) : '—'}
              </dd>`
          : nothing
      }
      ${
        other
          ? whatDiffers(ticket.draft, other.draft, it).map(
              ([label, value]) =>
                html`<dt>${label}</dt>
                  <dd ?data-changed=${before !== undefined}>${value}</dd>`,
            )
          : nothing
      }
      <dt>${t.version}</dt>
      <dd>${more > 0 ? t.newSteps(more) : t.steps(ticket.version)}</dd>
    </dl>
  </section>`
}

/** What was filled in otherwise than in the other version. */
function whatDiffers(draft: Draft, other: Draft, { t, words, city }: ItemContext): [string, string][] {
  const said = ({ matterCode, description, location }: Draft) => [
    city?.matters.find(({ code }) => code === matterCode)?.name ?? matterCode,
    location?.address,
    description,
  ]
  const labels = [wordFor(words.fields, 'matterCode'), t.texts.address, t.texts.description]
  const theirs = said(other)
  return said(draft).flatMap((value, at): [string, string][] =>
    value === theirs[at] ? [] : [[labels[at] ?? '', value ?? '—']],
  )
}

function buttons(item: OutboxItem, it: ItemContext): TemplateResult {
  const { t } = it
  const { problem, state } = item
  const waits = state === 'sending' || it.busy === item.commandId
  const mayRetry = problem?.kind !== 'conflict' || problem.stillAllowed
  const mayEdit = mayRetry && (isWhistle(item) || Object.keys(textsOf(item.command)).length > 0)
  const disabled = waits ? 'true' : nothing
  return html`<div class="button-row">
    ${
      mayRetry
        ? html`<button
            class="button"
            type="button"
            aria-disabled=${disabled}
            @click=${() => it.onRetry(item)}
          >
            ${problem?.kind === 'conflict' ? t.sendAnyway : t.retry}
          </button>`
        : nothing
    }
    ${
      mayEdit
        ? html`<button class="button" type="button" aria-disabled=${disabled} @click=${() => it.onEdit(item)}>
            ${t.edit}
          </button>`
        : nothing
    }
    <button
      class="button"
      data-kind="quiet"
      type="button"
      aria-disabled=${disabled}
      @click=${() => it.onDiscard(item)}
    >
      ${t.discard}
    </button>
  </div>`
}

function editor(item: OutboxItem, it: ItemContext): TemplateResult {
  const { t } = it
  const texts = textsOf(item.command)
  const names = textNames.filter((name) => texts[name] !== undefined)
  const id = (name: string) => `edit-${item.commandId}-${name}`
  const submit = (event: Event) => {
    event.preventDefault()
    const form = event.currentTarget
    if (!(form instanceof HTMLFormElement)) return
    const typed = names.map((name) => [
      name,
      form.querySelector<HTMLTextAreaElement>(`#${id(name)}`)?.value ?? '',
    ])
    it.onSave(item, Object.fromEntries(typed))
  }
  return html`<form class="fields" @submit=${submit}>
    ${names.map(
      (name) =>
        html`<div class="field">
          <label class="label" for=${id(name)}>${t.texts[name]}</label>
          <textarea
            class="input"
            id=${id(name)}
            rows="3"
            maxlength="2000"
            .value=${texts[name] ?? ''}
          ></textarea>
        </div>`,
    )}
    <div class="button-row">
      <button class="button" data-kind="primary" type="submit">${t.save}</button>
      <button class="button" type="button" @click=${() => it.onEdit(undefined)}>${it.cancel}</button>
    </div>
  </form>`
}
