import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decide } from '../../lifecycle/decide.ts'
import { accepted, scenario, ticketId, whistle, whistled } from '../../testing/scenario.ts'
import { people, testCityData } from '../../testing/test-city.ts'
import { evidenceRules, type Matter } from '../../ticket/matter.ts'
import { newTicket } from '../../ticket/ticket.ts'
import { weekendCalendar } from '../../time/custom-calendar.ts'
import { indexCity } from '../city-index.ts'
import { diffMatterLists, effectOnOpenTickets, type MatterListDiff } from './index.ts'

const change = (code: string, changes: Partial<Matter>) =>
  testCityData.matters.map((it) => (it.code === code ? { ...it, ...changes } : it))
const without = (...codes: string[]) => testCityData.matters.filter(({ code }) => !codes.includes(code))
const diffTo = (matters: Matter[]): MatterListDiff =>
  diffMatterLists(
    { version: '1', effectiveFrom: '2026-01-01', matters: testCityData.matters },
    { version: '2', effectiveFrom: '2026-03-03', matters },
  )
const draftOf = (matterCode: string, photos = 0) => {
  const ticket = newTicket(ticketId)
  const sent = whistle(matterCode)
  if (sent.type !== 'WHISTLE') throw new Error('a whistle is a whistle')
  const { attachments = [], ...draft } = sent.draft ?? {}
  return { ...ticket, draft: { ...draft, attachments: attachments.slice(0, photos) } }
}

describe('a running ticket', () => {
  const ticket = accepted().ticket

  test('keeps its item where the list has it no more', () => {
    const { running, drafts, untouched } = effectOnOpenTickets(diffTo(without('manhole')), [ticket])
    expect([drafts, untouched]).toEqual([[], 0])
    expect(running).toEqual([
      {
        ticketId: ticket.id,
        status: 'accepted',
        kind: 'removed',
        keeps: ticket.matter,
        fields: [],
        message: {
          zh: '新清单没有“manhole manhole”；工单按派单时的条目继续办理',
          en: 'The new list has no "manhole manhole"; the ticket goes on by the item as it read at dispatch',
        },
      },
    ])
  })

  test('keeps its item where the list reads otherwise, and it really does', () => {
    const matters = change('manhole', { resultEvidence: 'none', handleLimit: { amount: 1, unit: 'hour' } })
    const { running } = effectOnOpenTickets(diffTo(matters), [ticket])
    expect(running.map(({ kind, fields }) => [kind, fields.map(({ field }) => field)])).toEqual([
      ['changed', ['handleLimit', 'resultEvidence']],
    ])
    const story = accepted()
    story.city = indexCity({ ...testCityData, matters }, weekendCalendar)
    story.refused(
      people.cityManagement,
      { type: 'SUBMIT_RESULT', outcome: 'resolved', text: '好了' },
      'evidenceMissing',
    )
  })

  test('is compared with what it keeps, which may be an older list than the last', () => {
    const stamped = { ...ticket, matter: { ...ticket.matter!, name: '井盖' } }
    const { running } = effectOnOpenTickets(diffTo(change('manhole', { category: '市政' })), [stamped])
    expect(running[0]?.fields.map(({ field }) => field)).toEqual(['name', 'category'])
    const same = { ...ticket, matter: { ...ticket.matter!, category: '市政' } }
    expect(effectOnOpenTickets(diffTo(change('manhole', { category: '市政' })), [same]).running).toEqual([])
  })

  test('is told the code under which its item probably goes on', () => {
    const renumbered = [
      ...without('lamp'),
      { ...testCityData.matters.find((it) => it.code === 'lamp')!, code: 'L-1' },
    ]
    const { running } = effectOnOpenTickets(diffTo(renumbered), [whistled(undefined, 'lamp').ticket])
    expect(running[0]?.successor?.code).toBe('L-1')
    expect(running[0]?.message.zh).toContain('新编码可能是 L-1')
  })
})

test('tickets of other items, tickets that are over and empty drafts are untouched', () => {
  const over = { ...accepted().ticket, status: 'closed' } as const
  const tickets = [whistled(undefined, 'parking').ticket, over, newTicket(ticketId), draftOf('parking')]
  expect(effectOnOpenTickets(diffTo(without('manhole')), tickets)).toEqual({
    running: [],
    drafts: [],
    untouched: 4,
  })
})

describe('a draft', () => {
  test('cannot be sent where the list has its item no more', () => {
    const { drafts } = effectOnOpenTickets(diffTo(without('parking')), [draftOf('parking')])
    expect(drafts).toMatchObject([{ code: 'parking', refusedWith: 'unknownMatter', fields: [] }])
    expect(drafts[0]?.message.zh).toBe('草稿发不出去：新清单没有“parking parking”，请改选清单内的事项')
  })

  test('needs a photo now, or must lose those that it has', () => {
    const needs = diffTo(change('parking', { whistleEvidence: 'required' }))
    expect(effectOnOpenTickets(needs, [draftOf('parking')]).drafts[0]?.message.zh).toBe(
      '发送前要补一张照片。“parking parking”：吹哨照片 可选 → 必需',
    )
    expect(effectOnOpenTickets(needs, [draftOf('parking', 1)]).drafts[0]?.refusedWith).toBeUndefined()
    const refuses = diffTo(change('parking', { whistleEvidence: 'none' }))
    expect(effectOnOpenTickets(refuses, [draftOf('parking', 1)]).drafts[0]?.refusedWith).toBe(
      'photosNotAsked',
    )
  })

  test('is told what else will be otherwise when it is sent', () => {
    const { drafts } = effectOnOpenTickets(diffTo(change('parking', { responsible: 'duty:police' })), [
      draftOf('parking'),
    ])
    expect(drafts[0]?.message.zh).toBe(
      '将按新清单派单。“parking parking”：责任单位 duty:cityManagement → duty:police',
    )
  })

  test('is refused by the machine under the new list for the very reason that was foretold', () => {
    const code = fc.constantFrom(...testCityData.matters.map((it) => it.code))
    const evidence = fc.constantFrom(...evidenceRules)
    fc.assert(
      fc.property(code, fc.boolean(), evidence, fc.nat({ max: 1 }), (matterCode, removed, rule, photos) => {
        const matters = removed
          ? without(matterCode)
          : change(matterCode, { whistleEvidence: rule, category: '新' })
        const draft = draftOf(matterCode, photos)
        const [effect] = effectOnOpenTickets(diffTo(matters), [draft]).drafts
        const city = indexCity({ ...testCityData, matters }, weekendCalendar)
        const sent = decide(draft, { type: 'WHISTLE' }, people.gridWorker, '2026-03-03T01:00:00.000Z', city)
        expect(sent.ok ? undefined : sent.rejection.code).toBe(effect?.refusedWith)
      }),
    )
  })
})

test('a whole day’s tickets are judged at once', () => {
  const story = scenario()
  const tickets = Array.from({ length: 5000 }, (_, at) => ({
    ...(at % 2 === 0 ? accepted().ticket : draftOf('manhole', 1)),
    id: `${story.ticket.id.slice(0, -4)}${String(at).padStart(4, '0')}`,
  }))
  const { running, drafts } = effectOnOpenTickets(diffTo(without('manhole')), tickets)
  expect([running.length, drafts.length]).toEqual([2500, 2500])
})
