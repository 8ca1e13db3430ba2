import { describe, expect, it } from 'vitest'
import { closed, result } from '../testing/scenario.ts'
import { people } from '../testing/index.ts'
import { summarize } from '../service/summary.ts'
import { verifyHistory, type Actor, type Command, type Ticket, type TicketEvent } from '../ticket/index.ts'
import { eventFor, summaryFor, viewFor } from './index.ts'

const planted = {
  name: '李某某',
  phone: '13800001234',
  identity: 'citizen-1',
  words: '13900005678',
  place: '九号楼',
  photo: 'a'.repeat(64),
}

/** A ticket with something of everything, closed and rated by the resident, who also wrote. */
const story = closed()
  .when(people.citizen, { type: 'COMMENT', text: `再联系我 ${planted.words}` })
  .when(people.citizen, {
    type: 'EVALUATE',
    level: 5,
    solved: true,
    tags: [],
    comment: `电话 ${planted.words}`,
  })
const whistleEvent = story.events[0]
if (!whistleEvent) throw new Error('no whistle')
const draft: Ticket['draft'] = {
  ...story.ticket.draft,
  description: `李某某家漏水，电话 ${planted.words}`,
  contact: { name: planted.name, phone: planted.phone },
  location: {
    crs: 'cgcs2000',
    lng: 111.671234,
    lat: 40.821234,
    address: `示例路${planted.place}`,
    communityId: 'community-1',
  },
}
const ticket: Ticket = { ...story.ticket, draft }

const streetOfParty: Actor = { ...people.street, unitId: 'city-management' }
const otherBuildingHead = people.buildingHead
const formerLead: Actor = people.water
const withFormer: Ticket = { ...ticket, formerLeadUnitIds: ['water'], assists: [] }

/** full: the planted value is there. masked: not, but what its mask lets through is. hidden: neither. */
type Row = [
  who: string,
  actor: Actor,
  name: string,
  phone: string,
  identity: string,
  words: string,
  place: string,
  photos: string,
]
const expected: Row[] = [
  ['the resident', people.citizen, 'full', 'full', 'full', 'full', 'full', 'full'],
  ['the grid worker of the community', people.gridWorker, 'full', 'full', 'full', 'full', 'full', 'full'],
  ['the secretary of the community', people.secretary, 'full', 'full', 'full', 'full', 'full', 'full'],
  ['a dispatcher', people.dispatcher, 'full', 'full', 'full', 'full', 'full', 'full'],
  ['a supervisor', people.supervisor, 'full', 'full', 'full', 'full', 'full', 'full'],
  ['the system', people.system, 'full', 'full', 'full', 'full', 'full', 'full'],
  ['a return reviewer', people.reviewer, 'masked', 'masked', 'hidden', 'masked', 'full', 'full'],
  [
    'a street officer whose unit takes part',
    streetOfParty,
    'masked',
    'masked',
    'hidden',
    'masked',
    'full',
    'full',
  ],
  [
    'a building head who did not write it',
    otherBuildingHead,
    'masked',
    'masked',
    'hidden',
    'masked',
    'full',
    'full',
  ],
  [
    'the unit complained about',
    people.cityManagement,
    'hidden',
    'hidden',
    'hidden',
    'masked',
    'full',
    'full',
  ],
  ['a unit that led before', formerLead, 'hidden', 'hidden', 'hidden', 'masked', 'full', 'full'],
  ['an analyst', people.analyst, 'hidden', 'hidden', 'hidden', 'masked', 'masked', 'hidden'],
  [
    'somebody with no part in it',
    people.stranger,
    'hidden',
    'hidden',
    'hidden',
    'masked',
    'masked',
    'hidden',
  ],
]

function seenOf(shown: string, view: Ticket) {
  const seen = (value: string, masked: boolean) =>
    shown.includes(value) ? 'full' : masked ? 'masked' : 'hidden'
  return [
    seen(planted.name, view.draft.contact?.name === '李**'),
    seen(planted.phone, view.draft.contact?.phone === '138****1234'),
    seen(planted.identity, false),
    seen(planted.words, view.draft.description?.includes('漏水，电话 ***') === true),
    seen(planted.place, view.draft.location?.address === '示例路' && view.draft.location.lng === 111.67),
    seen(planted.photo, false),
  ]
}

describe('what each role sees of a resident', () => {
  it.each(expected)('%s', (_, actor, ...sights) => {
    const view = viewFor(actor, withFormer)
    expect(seenOf(JSON.stringify(view), view)).toEqual(sights)
  })

  it.each(expected)(
    '%s, in the history, which still verifies',
    (_, actor, name, phone, identity, words, place, photos) => {
      const [first, ...others] = story.events
      const told: TicketEvent[] = others.map((event) => eventFor(actor, withFormer, event))
      const shown = JSON.stringify(told)
      expect(shown.includes(planted.identity)).toBe(identity === 'full')
      expect(shown.includes(planted.words)).toBe(words === 'full')
      expect(shown.includes(planted.photo)).toBe(photos === 'full')
      expect([name, phone, place]).toBeDefined()
      const seen = [...(first ? [eventFor(actor, withFormer, first)] : []), ...told]
      expect(verifyHistory(seen, { asSeen: true })).toMatchObject({ ok: true, count: story.events.length })
    },
  )

  it('nobody reads in a list what would have to be on record', () => {
    const line = summarize(withFormer)
    for (const [, actor, , , , , place, photos] of expected) {
      const seen = summaryFor(actor, { ...line, excerpt: `漏水，电话 ${planted.words}` })
      const shown = JSON.stringify(seen)
      expect(shown).not.toMatch(/李某某|13800001234|13900005678/)
      expect(seen.citizenId).toBe(actor === people.citizen ? planted.identity : undefined)
      expect(shown.includes(planted.place)).toBe(place === 'full')
      expect(seen.photo !== undefined).toBe(photos === 'full')
    }
  })

  it('a list line is stored without numbers, so that no search finds them', () => {
    expect(summarize(ticket).excerpt).toBe('***家漏水，电话 ***')
  })

  it('who wrote the draft sees it whole, whatever their role', () => {
    const own = { ...ticket, createdBy: people.buildingHead.personId }
    expect(viewFor(people.buildingHead, own)).toEqual(own)
  })

  it('a resident’s own words reach the department without the numbers in them', () => {
    const said = (actor: Actor) =>
      story.events.map((event) => eventFor(actor, ticket, event).personal?.words?.['text']).find(Boolean)
    expect(said(people.cityManagement)).toBe('再联系我 ***')
    expect(said(people.secretary)).toBe(`再联系我 ${planted.words}`)
  })

  it('whoever sees a part of personal data gets no salt to guess the rest with', () => {
    for (const actor of [people.cityManagement, people.reviewer, people.analyst])
      for (const event of story.events)
        expect(JSON.stringify(eventFor(actor, ticket, event))).not.toContain('"salt"')
  })

  it('an event that an analyst sees coarsely says so, and only such a one', () => {
    const redacted = (actor: Actor) => story.events.filter((event) => eventFor(actor, ticket, event).redacted)
    expect(redacted(people.cityManagement)).toEqual([])
    const types: Command['type'][] = redacted(people.analyst).map(({ command }) => command.type)
    expect(types).toEqual(['WHISTLE', result.type])
  })
})
