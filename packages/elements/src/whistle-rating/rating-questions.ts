/** What the rating asks, as templates: native radios, checkboxes and a text field, drawn as tiles. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Vocabulary } from '../internal/i18n/vocabulary.ts'
import { checkIcon, closeIcon, errorIcon, starIcon, successIcon } from '../internal/icons.ts'
import type { RatingMessages } from './messages.ts'
import type { Answers } from './rating-value.ts'

const levels = [1, 2, 3, 4, 5] as const
const maxTags = 8

export interface Asked {
  t: RatingMessages
  words: Vocabulary
  /** The word for a question that may stay open. */
  optional: string
  answers: Answers
  choices: { code: string; label: string }[]
  /** Whether the backend takes words. */
  asksComment: boolean
  disabled: boolean
  required: boolean
  /** Whether an open question that needs an answer says so. */
  showsMissing: boolean
  answer(change: Partial<Answers>): void
}

export const questions = (asked: Asked): TemplateResult =>
  html`${solvedQuestion(asked)} ${levelQuestion(asked)} ${tagQuestion(asked)}
  ${asked.asksComment ? commentQuestion(asked) : nothing}`

function solvedQuestion(asked: Asked): TemplateResult {
  const { t, words, answers, disabled, answer } = asked
  const tile = (solved: boolean, icon: TemplateResult, label: string) =>
    html`<label class="pick">
      <input
        type="radio"
        name="solved"
        .checked=${answers.solved === solved}
        ?disabled=${disabled}
        @change=${() => answer({ solved })}
      /><span>${icon}${label}</span>
    </label>`
  const tiles = html`<div class="solved">
    ${tile(true, checkIcon, words.solved.yes)}${tile(false, closeIcon, words.solved.no)}
  </div>`
  return mandatory(asked, 'solved', t.solved, t.solvedMissing, tiles)
}

function levelQuestion(asked: Asked): TemplateResult {
  const { t, words, answers, disabled, answer } = asked
  const chosen = answers.level ?? 0
  const tiles = levels.map(
    (level) =>
      html`<label class="pick level" ?data-filled=${level <= chosen}>
        <input
          type="radio"
          name="level"
          value=${level}
          .checked=${level === chosen}
          ?disabled=${disabled}
          @change=${() => answer({ level })}
        /><span>${starIcon}<b>${t.tile(words.levels[level])}</b></span>
      </label>`,
  )
  return mandatory(asked, 'level', t.level, t.levelMissing, html`<div class="levels">${tiles}</div>`)
}

function mandatory(
  { answers, required, showsMissing }: Asked,
  id: 'solved' | 'level',
  label: string,
  missing: string,
  tiles: TemplateResult,
): TemplateResult {
  const open = showsMissing && answers[id] === undefined
  return html`<fieldset
    class="field"
    role="radiogroup"
    aria-labelledby="${id}-label"
    aria-describedby="${id}-error"
    aria-required=${required ? 'true' : 'false'}
    aria-invalid=${open ? 'true' : 'false'}
  >
    <legend class="label" id="${id}-label">${label}</legend>
    ${tiles}
    <div class="error" id="${id}-error" ?hidden=${!open}>${errorIcon}<span>${missing}</span></div>
  </fieldset>`
}

function tagQuestion({
  t,
  optional,
  answers,
  choices,
  disabled,
  answer,
}: Asked): TemplateResult | typeof nothing {
  if (choices.length === 0) return nothing
  const full = answers.tags.length >= maxTags
  const toggle = (code: string) => {
    const others = answers.tags.filter((tag) => tag !== code)
    answer({ tags: others.length === answers.tags.length ? [...others, code] : others })
  }
  return html`<fieldset class="field">
    <legend class="label">${t.tags}<span class="mark">${optional}</span></legend>
    <div class="picks">
      ${choices.map(({ code, label }) => {
        const chosen = answers.tags.includes(code)
        return html`<label class="pick" data-shape="pill">
          <input
            type="checkbox"
            name="tags"
            .checked=${chosen}
            ?disabled=${disabled || (full && !chosen)}
            @change=${() => toggle(code)}
          /><span>${label}</span>
        </label>`
      })}
    </div>
  </fieldset>`
}

function commentQuestion({ t, optional, answers, disabled, answer }: Asked): TemplateResult {
  return html`<div class="field">
    <label class="label" for="comment">${t.comment}<span class="mark">${optional}</span></label>
    <textarea
      class="input"
      id="comment"
      name="comment"
      rows="3"
      maxlength="2000"
      placeholder=${t.commentPlaceholder}
      .value=${answers.comment}
      ?disabled=${disabled}
      @input=${({ currentTarget }: Event & { currentTarget: HTMLTextAreaElement }) =>
        answer({ comment: currentTarget.value })}
    ></textarea>
  </div>`
}

/** What stands in place of the questions once the rating has arrived. Takes the focus, so that it is read. */
export const thanks = (
  t: RatingMessages,
  words: Vocabulary,
  { level: chosen = 0, note = t.thanksNote }: { level?: number | undefined; note?: string | undefined },
): TemplateResult => {
  const level = levels.find((it) => it === chosen)
  return html`<div class="thanks" tabindex="-1">
    ${successIcon}
    <p class="title">${t.thanks}</p>
    <p class="stars">
      ${levels.map((it) => html`<i ?data-filled=${it <= chosen}>${starIcon}</i>`)}<span
        >${level ? words.levels[level] : nothing}</span
      >
    </p>
    <p class="muted">${note}</p>
  </div>`
}
