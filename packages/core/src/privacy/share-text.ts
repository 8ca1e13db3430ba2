/** A few lines about a ticket for a chat group: what, where, how it stands, and nobody's data. */
import type { Sentence, Status, Ticket, Unit } from '../ticket/index.ts'
import { formatMoment } from '../time/civil-day.ts'
import { coarseAddress } from './coarse-place.ts'
import { hidePersonal, personalKinds } from './find-personal.ts'

export interface ShareTextOptions {
  locale: 'zh-CN' | 'en'
  /** The units that the ticket names, as they come with it (`TicketView.units`). */
  units: Record<string, Unit>
}

/** Longest part of the description, in characters. */
const excerptLength = 80

/**
 * Matter, place, status and what is due, as plain text. Names, telephone and identity numbers, number plates, flats and
 * e-mail addresses are left out of the description, wherever `findPersonal` or the noted contact shows them; the place
 * is the community and the road.
 */
export function shareText(ticket: Ticket, { locale, units }: ShareTextOptions): string {
  const isZh = locale === 'zh-CN'
  const { draft, matter, status } = ticket
  const nameOf = (id: string | undefined) => {
    const unit = id === undefined ? undefined : units[id]
    return unit && (isZh ? unit.name : (unit.nameEn ?? unit.name))
  }
  const words = locale === 'zh-CN' ? zh : en
  const { contact, description, location } = draft
  const hide = (text: string) => hidePersonal(text, { kinds: personalKinds, names: [contact?.name] })
  const place = [
    nameOf(location?.communityId ?? ticket.communityId),
    location?.address === undefined ? undefined : hide(coarseAddress(location.address)),
  ].filter((part) => part !== undefined && part !== '***')
  const lead = nameOf(ticket.leadUnitId)
  const due = dueOf(ticket)
  const told = description === undefined ? '' : excerpt(hide(description))
  return [
    words.title(matter?.name),
    place.length > 0 && words.place(place.join(' · ')),
    words.status(statusWords[status][isZh ? 'zh' : 'en'], lead),
    due !== undefined && words.due(due),
    told && words.told(told),
  ]
    .filter((line) => typeof line === 'string' && line !== '')
    .join('\n')
}

const zh = {
  title: (matter = '工单') => `【吹哨】${matter}`,
  place: (place: string) => `地点：${place}`,
  status: (status: string, lead?: string) => `状态：${status}${lead ? `（主办：${lead}）` : ''}`,
  due: (due: string) => `时限：${due}`,
  told: (text: string) => `情况：${text}`,
}
const en: typeof zh = {
  title: (matter = 'Ticket') => `[Whistle] ${matter}`,
  place: (place) => `Place: ${place}`,
  status: (status, lead) => `Status: ${status}${lead ? ` (lead: ${lead})` : ''}`,
  due: (due) => `Due: ${due}`,
  told: (text) => `Matter: ${text}`,
}

const statusWords: Record<Status, Sentence> = {
  draft: { zh: '草稿', en: 'Draft' },
  whistled: { zh: '待应哨', en: 'Awaiting answer' },
  accepted: { zh: '办理中', en: 'In progress' },
  rejected: { zh: '已退单', en: 'Returned' },
  'underReview.returned': { zh: '退单审核中', en: 'Return under review' },
  'underReview.resolved': { zh: '待确认结果', en: 'Awaiting confirmation' },
  closed: { zh: '已办结', en: 'Closed' },
  evaluated: { zh: '已评哨', en: 'Rated' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  merged: { zh: '已并案', en: 'Merged' },
  discarded: { zh: '已作废', en: 'Discarded' },
}

/** The soonest limit of those who answer; what residents and communities are waited for is not for a group. */
const dueOf = ({ clocks }: Ticket): string | undefined => {
  const { accept, handle } = clocks
  const clock = accept ?? handle
  return clock && clock.pausedAt === undefined ? formatMoment(clock.dueAt) : undefined
}

const excerpt = (text: string): string => {
  const letters = [...text.replaceAll(/\s+/g, ' ')]
  return letters.length > excerptLength ? `${letters.slice(0, excerptLength).join('')}…` : letters.join('')
}
