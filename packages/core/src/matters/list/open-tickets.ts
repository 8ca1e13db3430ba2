/**
 * What a new list does to the tickets that are open when it comes into force. A running ticket keeps the item that was
 * stamped into it at dispatch, with its limits and closing conditions; a draft goes by whatever list is in force when
 * it is sent.
 */
import type { Matter } from '../../ticket/matter.ts'
import type { Sentence } from '../../ticket/primitives.ts'
import type { RejectionCode } from '../../ticket/rejection.ts'
import type { Status, Ticket } from '../../ticket/ticket.ts'
import { changedFields, type FieldChange, type MatterListDiff } from './diff.ts'
import { describeChanges } from './describe-diff.ts'

export type OpenTicket = Pick<Ticket, 'id' | 'status' | 'draft' | 'matter'>

export interface RunningTicketEffect {
  ticketId: string
  status: Status
  /** Whether the new list has the item no more, or reads otherwise. */
  kind: 'removed' | 'changed'
  /** The item as it read at dispatch: what the ticket goes on by. */
  keeps: Matter
  /** How the new list differs from what the ticket keeps; empty where the item was removed. */
  fields: FieldChange[]
  /** The item that probably continues a removed one. */
  successor?: Matter
  message: Sentence
}

export interface DraftEffect {
  ticketId: string
  code: string
  /** What `WHISTLE` will be refused with under the new list; absent where the list does not stand in its way. */
  refusedWith?: Extract<RejectionCode, 'unknownMatter' | 'evidenceMissing' | 'photosNotAsked'>
  /** What the new list says otherwise; empty where the item was removed. */
  fields: FieldChange[]
  /** The item that probably continues a removed one. */
  successor?: Matter
  message: Sentence
}

export interface OpenTicketEffects {
  running: RunningTicketEffect[]
  drafts: DraftEffect[]
  /** Tickets given that the new list changes nothing for, finished ones among them. */
  untouched: number
}

const runningStatuses: ReadonlySet<Status> = new Set([
  'whistled',
  'accepted',
  'rejected',
  'underReview.returned',
  'underReview.resolved',
])

/** Tells for each open ticket whether its item was removed or changed, what stays and what has to be done. */
export function effectOnOpenTickets(
  diff: MatterListDiff,
  openTickets: Iterable<OpenTicket>,
): OpenTicketEffects {
  const removed = new Map(diff.removed.map((matter) => [matter.code, matter]))
  const changed = new Map(diff.changed.map((change) => [change.code, change]))
  const successors = new Map(diff.renamed.map(({ before, after }) => [before.code, after]))
  const effects: OpenTicketEffects = { running: [], drafts: [], untouched: 0 }

  const runningEffect = (ticket: OpenTicket): RunningTicketEffect | undefined => {
    const { id: ticketId, status, matter: keeps } = ticket
    if (!keeps || !runningStatuses.has(status)) return undefined
    const successor = successors.get(keeps.code)
    if (removed.has(keeps.code)) {
      const message = keepsRemoved(keeps, successor)
      return {
        ticketId,
        status,
        kind: 'removed',
        keeps,
        fields: [],
        ...(successor && { successor }),
        message,
      }
    }
    const after = changed.get(keeps.code)?.after
    const fields = after ? changedFields(keeps, after) : []
    if (fields.length === 0) return undefined
    return { ticketId, status, keeps, kind: 'changed', fields, message: keepsChanged(keeps, fields) }
  }

  const draftEffect = ({ id: ticketId, status, draft }: OpenTicket): DraftEffect | undefined => {
    const code = draft.matterCode
    if (status !== 'draft' || code === undefined) return undefined
    const former = removed.get(code)
    if (former) {
      const successor = successors.get(code)
      const message = unsendable(former, successor)
      return {
        ticketId,
        code,
        refusedWith: 'unknownMatter',
        fields: [],
        ...(successor && { successor }),
        message,
      }
    }
    const change = changed.get(code)
    if (!change) return undefined
    const refusedWith = photoRefusal(change.after, (draft.attachments?.length ?? 0) > 0)
    const message = draftChanged(change.after, change.fields, refusedWith)
    return { ticketId, code, ...(refusedWith && { refusedWith }), fields: change.fields, message }
  }

  for (const ticket of openTickets) {
    const running = runningEffect(ticket)
    const draft = running ? undefined : draftEffect(ticket)
    if (running) effects.running.push(running)
    else if (draft) effects.drafts.push(draft)
    else effects.untouched += 1
  }
  return effects
}

function photoRefusal(after: Matter, hasPhotos: boolean): 'evidenceMissing' | 'photosNotAsked' | undefined {
  if (after.whistleEvidence === 'required' && !hasPhotos) return 'evidenceMissing'
  return after.whistleEvidence === 'none' && hasPhotos ? 'photosNotAsked' : undefined
}

const named = ({ code, name }: Matter) => `${code} ${name}`

const orChoose = (successor: Matter | undefined): Sentence =>
  successor
    ? { zh: `可改选“${named(successor)}”`, en: `"${named(successor)}" probably continues it` }
    : { zh: '请改选清单内的事项', en: 'choose an item of the new list' }

const keepsRemoved = (keeps: Matter, successor: Matter | undefined): Sentence => ({
  zh: `新清单没有“${named(keeps)}”；工单按派单时的条目继续办理${successor ? `，新编码可能是 ${successor.code}` : ''}`,
  en:
    `The new list has no "${named(keeps)}"; the ticket goes on by the item as it read at dispatch` +
    (successor ? `; its new code is probably ${successor.code}` : ''),
})

function keepsChanged(keeps: Matter, fields: FieldChange[]): Sentence {
  const changes = describeChanges(fields)
  return {
    zh: `“${named(keeps)}”在新清单中改为：${changes.zh}；工单按派单时的条目继续办理`,
    en: `"${named(keeps)}" reads otherwise in the new list: ${changes.en}; the ticket goes on as it was dispatched`,
  }
}

function unsendable(former: Matter, successor: Matter | undefined): Sentence {
  const instead = orChoose(successor)
  return {
    zh: `草稿发不出去：新清单没有“${named(former)}”，${instead.zh}`,
    en: `The draft cannot be sent: the new list has no "${named(former)}"; ${instead.en}`,
  }
}

function draftChanged(
  after: Matter,
  fields: FieldChange[],
  refusedWith: DraftEffect['refusedWith'],
): Sentence {
  const changes = describeChanges(fields)
  const what = { zh: `“${named(after)}”：${changes.zh}`, en: `"${named(after)}": ${changes.en}` }
  switch (refusedWith) {
    case 'evidenceMissing':
      return { zh: `发送前要补一张照片。${what.zh}`, en: `It needs a photo before it is sent. ${what.en}` }
    case 'photosNotAsked':
      return { zh: `发送前要去掉照片。${what.zh}`, en: `Its photos have to go before it is sent. ${what.en}` }
    default:
      return { zh: `将按新清单派单。${what.zh}`, en: `It will be dispatched by the new list. ${what.en}` }
  }
}
