/** What this person may do now, as buttons, and what they could expect to do but may not, with the reason. */
import type { AvailableCommand } from '@chuishao/core/service'
import type { CommandType, RejectionCode, Sentence } from '@chuishao/core/ticket'
import { html, nothing, type TemplateResult } from 'lit'
import {
  checkIcon,
  clockIcon,
  closeIcon,
  commentIcon,
  crossedIcon,
  editIcon,
  flagIcon,
  mergeIcon,
  pauseIcon,
  plusIcon,
  refreshIcon,
  removeIcon,
  returnIcon,
  sendIcon,
  starIcon,
  whistleIcon,
} from '../../internal/icons.ts'
import type { CardMessages } from '../messages.ts'
import type { Steps } from '../steps.ts'

export interface ActionsLook {
  actions: readonly AvailableCommand[]
  /** Types that this backend understands; undefined means all. */
  understood: readonly CommandType[] | undefined
  t: CardMessages
  words: Steps
  say: (sentence: Sentence) => string
  busy: CommandType | undefined
  onChoose: (action: AvailableCommand) => void
}

/** The steps that the lifecycle waits for: the first of them that is enabled is the main button. */
const expected: readonly CommandType[] = [
  'WHISTLE',
  'ACCEPT',
  'CLAIM_REVIEW',
  'REFUSE_RETURN',
  'CONFIRM_RESULT',
  'EVALUATE',
  'ASSIST_DONE',
  'SUBMIT_RESULT',
  'GRANT_EXTENSION',
  'RESUME',
  'DECIDE_APPEAL',
]
export const destructive: readonly CommandType[] = ['DISCARD', 'WITHDRAW', 'MERGE']
/** Steps that ask first, though they need no answer. */
export const askedFirst: readonly CommandType[] = [...destructive, 'RETRACT_RETURN', 'WHISTLE']

/** Said to everybody else: no news to someone whose part it is not, or whose button beside it says the same. */
const unsurprising: readonly RejectionCode[] = [
  'wrongRole',
  'wrongUnit',
  'notYourTicket',
  'notAllowedInState',
  'notAssisting',
  'notARater',
  'noExtensionPending',
  'notSuspended',
  'alreadySuspended',
  'noAppeal',
  'notEvaluated',
]

const icons: Partial<Record<CommandType, TemplateResult>> = {
  EDIT: editIcon,
  ESCALATE: sendIcon,
  REDISPATCH: sendIcon,
  WITHDRAW: closeIcon,
  RETRACT_RETURN: refreshIcon,
  CLAIM_REVIEW: checkIcon,
  UPHOLD_RETURN: returnIcon,
  REFUSE_RETURN: crossedIcon,
  REQUEST_EXTENSION: clockIcon,
  GRANT_EXTENSION: checkIcon,
  REFUSE_EXTENSION: crossedIcon,
  RESUME: refreshIcon,
  REOPEN: refreshIcon,
  APPEAL_EVALUATION: flagIcon,
  DECIDE_APPEAL: checkIcon,
  URGE: clockIcon,
  DISCARD: removeIcon,
  WHISTLE: whistleIcon,
  ACCEPT: checkIcon,
  RETURN: returnIcon,
  MERGE: mergeIcon,
  REPORT_PROGRESS: sendIcon,
  ADD_ASSIST: plusIcon,
  ASSIST_DONE: checkIcon,
  SUSPEND: pauseIcon,
  SUBMIT_RESULT: sendIcon,
  CONFIRM_RESULT: checkIcon,
  REFUSE_RESULT: returnIcon,
  EVALUATE: starIcon,
  SUPERVISE: flagIcon,
  COMMENT: commentIcon,
}

export function actionButtons(look: ActionsLook): TemplateResult | typeof nothing {
  const { t, words, say, busy, onChoose } = look
  const mine = look.actions.filter(({ type }) => look.understood?.includes(type) ?? true)
  const enabled = inOrder(mine.filter((it) => it.enabled))
  const barred = mine.filter((it) => !it.enabled && it.reason && !unsurprising.includes(it.reason.code))
  if (enabled.length + barred.length === 0) return nothing
  const main = mainAction(enabled) ?? enabled.find(({ type }) => type === 'EDIT')?.type
  return html`<section class="actions" aria-label=${t.actions}>
    <div class="button-row">
      ${enabled.map(
        (action) =>
          html`<button
            class="button"
            type="button"
            data-command=${action.type}
            data-kind=${kindOf(action.type, main) ?? nothing}
            aria-disabled=${busy ? 'true' : nothing}
            @click=${() => (busy ? undefined : onChoose(action))}
          >
            ${busy === action.type ? html`<span class="spinner"></span>` : icons[action.type]}${wordFor(action.type, look)}
          </button>`,
      )}
      ${barred.map(
        ({ type }) =>
          html`<button
            class="button"
            type="button"
            data-command=${type}
            aria-disabled="true"
            aria-describedby="why-${type}"
          >
            ${icons[type]}${wordFor(type, look)}
          </button>`,
      )}
    </div>
    ${
      barred.length > 0
        ? html`<ul class="muted reasons" aria-label=${t.unavailable}>
            ${barred.map(
              ({ type, reason }) =>
                html`<li>
                  ${words.commands[type]}${t.colon}<span id="why-${type}"
                    >${reason ? say(reason.message) : nothing}</span
                  >
                </li>`,
            )}
          </ul>`
        : nothing
    }
  </section>`
}

/** A draft is not saved from here: it is opened in a form. */
const wordFor = (type: CommandType, { t, words }: ActionsLook) =>
  type === 'EDIT' ? t.edit : words.commands[type]

/** The step that the lifecycle waits for, where this person may take it. */
export const mainAction = (actions: readonly AvailableCommand[]): CommandType | undefined =>
  inOrder(actions.filter(({ enabled }) => enabled)).find(({ type }) => expected.includes(type))?.type

function kindOf(type: CommandType, main: CommandType | undefined): string | undefined {
  if (type === main) return type === 'WHISTLE' ? 'whistle' : 'primary'
  return destructive.includes(type) ? 'danger' : undefined
}

/** The main step first, what destroys last; the rest as the backend lists it. */
function inOrder(actions: AvailableCommand[]): AvailableCommand[] {
  const rank = ({ type }: AvailableCommand) => {
    const at = expected.indexOf(type)
    return at >= 0 ? at : destructive.includes(type) ? 200 : 100
  }
  return [...actions].sort((a, b) => rank(a) - rank(b))
}
