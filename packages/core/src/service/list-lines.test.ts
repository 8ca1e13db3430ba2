import { expect, it } from 'vitest'
import { newTicket } from '../ticket/index.ts'
import { inOrder, matches } from './list-lines.ts'
import type { TicketSummary } from './store.ts'
import { summarize } from './summary.ts'

const line = (ticketId: string, more: Partial<TicketSummary>): TicketSummary => ({
  ...summarize(newTicket(ticketId)),
  ...more,
})
const lamp = line('lamp', {
  status: 'whistled',
  category: '照明',
  matterName: '路灯不亮',
  excerpt: 'Lamp A12 is dark',
  dueAt: '2026-03-04',
})
const lift = line('lift', {
  status: 'accepted',
  leadUnitId: 'lifts',
  address: '新华街',
  updatedAt: '2026-03-02',
})
const bin = line('bin', { status: 'whistled', dueAt: '2026-03-03', updatedAt: '2026-03-01' })
const all = [lamp, lift, bin]
const found = (query: Parameters<typeof matches>[1]) =>
  all.filter((it) => matches(it, query)).map(({ ticketId }) => ticketId)

it('a line answers a query when it answers each part of it, whatever order and page are asked for', () => {
  expect(found({})).toEqual(['lamp', 'lift', 'bin'])
  expect(found({ statuses: ['whistled'], order: 'due', limit: 1 })).toEqual(['lamp', 'bin'])
  expect(found({ statuses: ['whistled'], category: '照明' })).toEqual(['lamp'])
  expect(found({ leadUnitId: 'lifts', statuses: ['whistled'] })).toEqual([])
})

it('text is looked for in the matter, the description and the place, in either case', () => {
  expect(found({ text: '路灯' })).toEqual(['lamp'])
  expect(found({ text: 'a12' })).toEqual(['lamp'])
  expect(found({ text: '新华' })).toEqual(['lift'])
})

it('lists are in the order of the stores: the latest change first, or the soonest date, without one last', () => {
  const order = (by?: 'updated' | 'due') => inOrder(all, by).map(({ ticketId }) => ticketId)
  expect(order()).toEqual(['lift', 'bin', 'lamp'])
  expect(order('due')).toEqual(['bin', 'lamp', 'lift'])
})
