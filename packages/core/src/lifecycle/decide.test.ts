import { describe, expect, it } from 'vitest'
import { verifyHistory, type Command } from '../ticket/index.ts'
import {
  accepted,
  closed,
  rating,
  resolved,
  result,
  returnTo,
  scenario,
  whistle,
  whistled,
} from '../testing/scenario.ts'
import { cityWith, people, testCity, testPolicy } from '../testing/test-city.ts'

const { gridWorker, secretary, neighbour, buildingHead, street, cityManagement, water, police } = people
const { dispatcher, reviewer, ownReviewer, supervisor, citizen, stranger } = people
const text = (type: 'URGE' | 'SUPERVISE' | 'COMMENT'): Command =>
  type === 'URGE'
    ? { type, message: '请尽快' }
    : type === 'SUPERVISE'
      ? { type, instruction: '限期办理' }
      : { type, text: '补充' }

describe('whistling', () => {
  it('dispatches to the matter’s department and starts the accept clock at once', () => {
    const story = whistled().then('whistled', { leadUnitId: 'city-management', communityId: 'community-1' })
    expect(story.clocks).toEqual(['accept', 'acceptWarning'])
    expect(story.ticket.clocks.accept?.explanation.zh).toContain('2 小时')
  })
  it('goes straight to the community where the route is self-governance', () => {
    const story = whistled(undefined, 'benches').then('accepted', { leadUnitId: 'community-1' })
    expect(story.clocks).toEqual(['handle', 'handleWarning'])
    story
      .when(gridWorker, result)
      .then('underReview.resolved')
      .when(secretary, { type: 'CONFIRM_RESULT' })
      .then('closed')
  })
  it('saves a draft first, also from a building head, and sends it later', () => {
    const { draft } = whistle() as Extract<Command, { type: 'WHISTLE' }>
    scenario()
      .when(buildingHead, { type: 'EDIT', draft: draft ?? {} })
      .then('draft', { communityId: 'community-1' })
      .refused(buildingHead, { type: 'WHISTLE' }, 'wrongRole')
      .refused(neighbour, { type: 'WHISTLE' }, 'wrongUnit')
      .when(gridWorker, { type: 'WHISTLE' })
      .then('whistled')
  })
  it('needs a listed matter, a place, and a photo only where the list asks for it', () => {
    const { draft = {} } = whistle() as Extract<Command, { type: 'WHISTLE' }>
    const { matterCode: _m, ...noMatter } = draft
    const { location: _l, ...noPlace } = draft
    const { attachments: _a, ...noPhoto } = draft
    scenario()
      .refused(gridWorker, whistle('ufo'), 'unknownMatter')
      .refused(gridWorker, { type: 'WHISTLE', draft: noMatter }, 'matterMissing')
      .refused(gridWorker, { type: 'WHISTLE', draft: noPlace }, 'locationMissing')
      .refused(gridWorker, { type: 'WHISTLE', draft: noPhoto }, 'evidenceMissing')
      .refused(neighbour, whistle(), 'wrongUnit')
      .when(gridWorker, { type: 'WHISTLE', draft: { ...noPhoto, matterCode: 'parking' } })
  })
  it('takes no photo that the matter’s rule does not ask for', () => {
    scenario(cityWith({})).refused(gridWorker, whistle('quiet'), 'photosNotAsked')
  })
  it('makes no community lead of a department’s matter, whatever the list says', () => {
    const manhole = testCity.matter('manhole')
    const city = { ...testCity, matter: () => manhole && { ...manhole, responsible: 'community-2' } }
    scenario(city).refused(gridWorker, whistle(), 'unknownUnit')
  })
  it('is discarded as a draft, withdrawn once sent', () => {
    scenario()
      .when(gridWorker, { type: 'EDIT', draft: {} })
      .when(gridWorker, { type: 'DISCARD' })
      .then('discarded')
    const story = whistled().when(gridWorker, { type: 'WITHDRAW', reason: '已自行解决' }).then('withdrawn')
    expect(story.clocks).toEqual([])
    story.refused(cityManagement, { type: 'ACCEPT' }, 'notAllowedInState')
  })
  it('keeps the resident’s contact out of the hashed history', () => {
    const { draft } = whistle() as Extract<Command, { type: 'WHISTLE' }>
    const story = scenario().when(gridWorker, {
      type: 'WHISTLE',
      draft: { ...draft, contact: { name: '某居民', phone: '000-0000' } },
    })
    expect(story.ticket.draft.contact?.name).toBe('某居民')
    const [event] = story.events
    const { personal, ...erased } = event ?? {}
    expect(personal).toMatchObject({
      contact: { name: '某居民', phone: '000-0000' },
      citizenId: 'citizen-1',
      description: draft?.description,
    })
    expect(JSON.stringify(erased)).not.toMatch(/某居民|citizen-1|井盖破损/)
    expect(verifyHistory([erased as never]).ok).toBe(true)
  })
})

describe('answering', () => {
  it('counts the handle limit from dispatch, not from signing', () => {
    const early = accepted().ticket.clocks.handle
    const late = whistled().later(30).when(cityManagement, { type: 'ACCEPT' }).ticket.clocks.handle
    expect(late?.dueAt).toBe(early?.dueAt)
  })
  it('only lets the lead unit sign', () => {
    whistled()
      .refused(water, { type: 'ACCEPT' }, 'wrongUnit')
      .refused(dispatcher, { type: 'ACCEPT' }, 'wrongRole')
  })
  it('returns only with a reason, and another unit or the violated list item', () => {
    whistled()
      .refused(
        cityManagement,
        { type: 'RETURN', reasonCode: 'notOurs', explanation: '不是' },
        'returnTargetMissing',
      )
      .refused(cityManagement, { ...returnTo('water'), reasonCode: 'lazy' } as Command, 'unknownReason')
      .refused(cityManagement, returnTo('city-management'), 'returnToSelf')
      .refused(cityManagement, returnTo('nowhere'), 'unknownUnit')
      .refused(cityManagement, returnTo('community-1'), 'downwardAssignment')
      .when(cityManagement, returnTo('water'))
      .then('rejected')
  })
  it('has a refused return handled by the same unit, designated, on the original clock', () => {
    const story = whistled()
      .when(cityManagement, returnTo('water'))
      .refused(ownReviewer, { type: 'CLAIM_REVIEW' }, 'ownReturn')
      .later(20)
      .when(reviewer, { type: 'CLAIM_REVIEW' })
      .then('underReview.returned')
      .when(reviewer, { type: 'REFUSE_RETURN', explanation: '清单第一项' })
      .then('accepted', { designated: true })
    expect(story.ticket.clocks.handle?.dueAt).toBe(accepted().ticket.clocks.handle?.dueAt)
  })
  it('gives an upheld return a fresh clock at the other unit, which may then use the budget up', () => {
    const uphold: Command = { type: 'UPHOLD_RETURN', toUnitId: 'water', explanation: '属供水' }
    const story = whistled()
      .when(cityManagement, returnTo('water'))
      .when(reviewer, { type: 'CLAIM_REVIEW' })
      .refused(reviewer, { ...uphold, toUnitId: 'city-management' }, 'sameUnit')
      .refused(reviewer, { ...uphold, toUnitId: 'community-1' }, 'downwardAssignment')
      .later(20)
      .when(reviewer, uphold)
      .then('whistled', { leadUnitId: 'water', formerLeadUnitIds: ['city-management'] })
    expect(story.ticket.clocks.accept?.startedAt).toBe(story.ticket.dispatchedAt)
    story
      .when(water, returnTo('police'))
      .when(reviewer, { type: 'CLAIM_REVIEW' })
      .when(reviewer, { ...uphold, toUnitId: 'police' })
      .refused(police, returnTo('water'), 'returnBudgetSpent')
  })
  it('ends a return that no unit can handle as declined, with an explanation', () => {
    const story = whistled()
      .when(cityManagement, returnTo('water'))
      .when(reviewer, { type: 'CLAIM_REVIEW' })
      .when(reviewer, { type: 'UPHOLD_RETURN', explanation: '属私人产权' })
      .then('closed', { closing: 'declined' })
    expect(story.clocks).toEqual([])
    story.refused(secretary, rating(1), 'declined')
  })
  it('keeps a designated unit designated, wherever the ticket goes meanwhile', () => {
    whistled(undefined, 'signs')
      .when(street, returnTo('water'))
      .when(reviewer, { type: 'CLAIM_REVIEW' })
      .when(reviewer, { type: 'REFUSE_RETURN', explanation: '属街道' })
      .when(street, { type: 'ESCALATE', reason: '需要专业设备' })
      .then('whistled', { designated: false })
      .when(dispatcher, { type: 'REDISPATCH', toUnitId: 'street-1', reason: '设备已借到' })
      .then('whistled', { designated: true })
      .refused(street, returnTo('water'), 'designated')
  })
  it('checks a named list item also where a unit is named', () => {
    whistled().refused(
      cityManagement,
      { ...returnTo('water'), violatedMatterCode: 'ufo' } as Command,
      'unknownMatter',
    )
  })
  it('lets the department take its return back', () => {
    whistled()
      .when(cityManagement, returnTo('water'))
      .when(cityManagement, { type: 'RETRACT_RETURN' })
      .then('accepted')
  })
  it('escalates from community to street to department, and no further', () => {
    whistled(undefined, 'benches')
      .when(secretary, { type: 'ESCALATE', reason: '需专业维修' })
      .then('whistled', { leadUnitId: 'street-1' })
      .when(street, { type: 'ESCALATE', reason: '街道无法解决' })
      .then('whistled', { leadUnitId: 'city-management' })
      .when(cityManagement, { type: 'ACCEPT' })
      .refused(cityManagement, { type: 'ESCALATE', reason: '再上报' }, 'wrongRole')
  })
  it('redispatches, but never down to a community what is outside its own list', () => {
    whistled()
      .refused(
        dispatcher,
        { type: 'REDISPATCH', toUnitId: 'community-2', reason: '就近' },
        'downwardAssignment',
      )
      .when(dispatcher, { type: 'REDISPATCH', toUnitId: 'water', reason: '管线' })
      .then('whistled', { leadUnitId: 'water' })
  })
  it('merges into another open ticket only, and only into an earlier one', () => {
    const other = '0198c0de-0000-7000-8000-000000000002'
    const [earlier, later] = ['2026-03-01T00:00:00.000Z', '2026-03-03T00:00:00.000Z'] as const
    const merge: Command = { type: 'MERGE', intoTicketId: other }
    whistled()
      .refused(dispatcher, merge, 'mergeTargetInvalid')
      .refused(dispatcher, merge, 'mergeTargetInvalid', {
        mergeTarget: { ticketId: other, status: 'closed', whistledAt: earlier },
      })
      .refused(dispatcher, merge, 'mergeTargetInvalid', {
        mergeTarget: { ticketId: other, status: 'whistled', whistledAt: later },
      })
      .when(dispatcher, merge, { mergeTarget: { ticketId: other, status: 'accepted', whistledAt: earlier } })
      .then('merged', { mergedInto: other })
  })
  it('merges into a whistle that waits for its review', () => {
    const mergeTarget = {
      ticketId: '0198c0de-0000-7000-8000-000000000002',
      status: 'rejected',
      whistledAt: '2026-03-01T00:00:00.000Z',
    } as const
    whistled()
      .when(dispatcher, { type: 'MERGE', intoTicketId: mergeTarget.ticketId }, { mergeTarget })
      .then('merged')
  })
})

describe('handling', () => {
  it('needs every assist done before the result, and evidence where the list asks for it', () => {
    accepted()
      .when(cityManagement, { type: 'REPORT_PROGRESS', text: '已派人到场' })
      .when(cityManagement, { type: 'ADD_ASSIST', unitId: 'water', task: '关闭阀门' })
      .refused(cityManagement, { type: 'ADD_ASSIST', unitId: 'water', task: '再次' }, 'alreadyAssisting')
      .refused(cityManagement, result, 'assistOpen')
      .refused(police, { type: 'ASSIST_DONE', text: '完成' }, 'notAssisting')
      .when(water, { type: 'ASSIST_DONE', text: '阀门已关' })
      .refused(cityManagement, { ...result, attachments: [] } as Command, 'evidenceMissing')
      .when(cityManagement, result)
      .then('underReview.resolved')
  })
  it('extends once, from the old due date', () => {
    const by = { amount: 2, unit: 'workingDay' } as const
    const story = accepted()
    const before = story.ticket.clocks.handle?.dueAt ?? ''
    story
      .refused(dispatcher, { type: 'GRANT_EXTENSION' }, 'noExtensionPending')
      .when(cityManagement, { type: 'REQUEST_EXTENSION', by, reason: '等待配件' })
      .refused(cityManagement, { type: 'REQUEST_EXTENSION', by, reason: '再等' }, 'extensionPending')
      .when(dispatcher, { type: 'GRANT_EXTENSION' })
      .refused(cityManagement, { type: 'REQUEST_EXTENSION', by, reason: '再等' }, 'extensionBudgetSpent')
    expect(story.ticket.clocks.handle?.dueAt.slice(0, 10)).toBe('2026-03-11')
    expect(before.slice(0, 10)).toBe('2026-03-09')
  })
  it('suspends with a plan and a review date; the clock stands still and is due later by that time', () => {
    const story = accepted()
    const before = Date.parse(story.ticket.clocks.handle?.dueAt ?? '')
    story
      .refused(
        dispatcher,
        { type: 'SUSPEND', plan: '开春施工', reviewAt: '2026-03-01T00:00:00.000Z' },
        'reviewDateInPast',
      )
      .when(dispatcher, { type: 'SUSPEND', plan: '开春施工', reviewAt: '2026-04-01T00:00:00.000Z' })
      .refused(cityManagement, result, 'suspended')
      .later(48)
      .when(dispatcher, { type: 'RESUME' })
    expect(Date.parse(story.ticket.clocks.handle?.dueAt ?? '') - before).toBe(48 * 3_600_000)
    expect(story.ticket.suspension).toBeUndefined()
    expect(story.clocks).toEqual(['handle', 'handleWarning'])
  })
  it('is still yellow after a suspension that began when it was', () => {
    const story = accepted()
    expect(story.ring()).toBe('handleWarning')
    story
      .when(dispatcher, { type: 'SUSPEND', plan: '开春施工', reviewAt: '2026-04-01T00:00:00.000Z' })
      .when(dispatcher, { type: 'RESUME' })
      .then('accepted', { warning: 'yellow' })
  })
  it('extends by no more than the policy allows, and not while suspended', () => {
    const request = (amount: number): Command => ({
      type: 'REQUEST_EXTENSION',
      by: { amount, unit: 'workingDay' },
      reason: '等待配件',
    })
    accepted()
      .refused(cityManagement, request(10_000), 'extensionTooLong')
      .when(cityManagement, request(10))
      .when(dispatcher, { type: 'SUSPEND', plan: '开春施工', reviewAt: '2026-04-01T00:00:00.000Z' })
      .refused(dispatcher, { type: 'GRANT_EXTENSION' }, 'suspended')
  })
  it('frees a new lead of the helpers and the spent extension of the one before', () => {
    const extension: Command = { type: 'REQUEST_EXTENSION', by: { amount: 1, unit: 'day' }, reason: '天气' }
    whistled(undefined, 'signs')
      .when(street, { type: 'ACCEPT' })
      .when(street, { type: 'ADD_ASSIST', unitId: 'water', task: '关阀' })
      .when(street, extension)
      .when(dispatcher, { type: 'GRANT_EXTENSION' })
      .later(1)
      .when(street, { type: 'ESCALATE', reason: '无法解决' })
      .then('whistled', { acceptedAt: undefined })
      .when(cityManagement, { type: 'ACCEPT' })
      .refused(water, { type: 'ASSIST_DONE', text: '完成' }, 'notAssisting')
      .when(cityManagement, extension)
      .when(cityManagement, result)
  })
  it('is not escalated while it is suspended', () => {
    whistled(undefined, 'signs')
      .when(street, { type: 'ACCEPT' })
      .when(dispatcher, { type: 'SUSPEND', plan: '开春施工', reviewAt: '2026-04-01T00:00:00.000Z' })
      .refused(street, { type: 'ESCALATE', reason: '无法解决' }, 'suspended')
  })
  it('turns yellow before a limit and red past it, and never before', () => {
    const story = whistled().refused(
      people.system,
      { type: 'DEADLINE_REACHED', kind: 'accept' },
      'deadlineNotDue',
    )
    expect(story.ring()).toBe('acceptWarning')
    story.then('whistled', { warning: 'yellow' })
    expect(story.ring()).toBe('accept')
    story.then('whistled', { warning: 'red', overdue: ['accept'] })
    story.when(cityManagement, { type: 'ACCEPT' }).then('accepted', { warning: 'none', overdue: ['accept'] })
    story.ring()
    story.ring()
    story.then('accepted', { warning: 'red', overdue: ['accept', 'handle'] })
    story.when(cityManagement, result).then('underReview.resolved', { warning: 'none' })
  })
  it('lets the whistler urge, the centre supervise, and those on the ticket comment', () => {
    accepted()
      .when(gridWorker, text('URGE'))
      .when(dispatcher, text('SUPERVISE'))
      .when(citizen, text('COMMENT'))
      .refused(water, text('COMMENT'), 'notYourTicket')
      .refused(cityManagement, text('URGE'), 'wrongRole')
      .then('accepted', { urgeCount: 1, supervised: true })
  })
})

describe('checking the result', () => {
  it('sends a refused result back as rework with the rework’s own limit', () => {
    const story = resolved()
      .refused(neighbour, { type: 'CONFIRM_RESULT' }, 'wrongUnit')
      .when(secretary, { type: 'REFUSE_RESULT', reason: '仍然松动' })
      .then('accepted', { reworkCount: 1 })
    expect(story.ticket.clocks.handle?.limit).toEqual(testPolicy.resultReview.reworkLimit)
    story
      .when(cityManagement, result)
      .when(gridWorker, { type: 'CONFIRM_RESULT' })
      .then('closed', { closing: 'confirmed' })
  })
  it('takes silence as confirmation, marked unconfirmed', () => {
    const story = resolved()
    expect(story.ring()).toBe('resultReview')
    story.then('closed', { closing: 'unconfirmed' })
  })
  it('closes at once where the policy has no result review', () => {
    const city = cityWith({ resultReview: { ...testPolicy.resultReview, enabled: false } })
    accepted(city).when(cityManagement, result).then('closed', { closing: 'notReviewed' })
  })
})

describe('evaluating', () => {
  it('is evaluated once both raters have rated; the two are never blended', () => {
    const story = closed()
      .refused(stranger, rating(5), 'notARater')
      .when(secretary, rating(5))
      .then('closed')
      .refused(gridWorker, rating(1), 'alreadyRated')
      .when(citizen, rating(2, false))
      .then('evaluated')
    expect(story.ticket.evaluations.map(({ rater, level, solved }) => [rater, level, solved])).toEqual([
      ['community', 5, true],
      ['citizen', 2, false],
    ])
    expect(story.clocks).toEqual([])
  })
  it('ends unrated on silence, never with a default good rating', () => {
    const story = closed().when(secretary, rating(4))
    expect(story.ring()).toBe('evaluation')
    story.then('closed', { unrated: ['citizen'] }).refused(citizen, rating(5), 'ratingEnded')
    expect(story.ticket.evaluations).toHaveLength(1)
  })
  it('ends at its limit, also where nobody has said yet that it was reached', () => {
    const story = closed()
    story.now = Date.parse(story.ticket.clocks.evaluation?.dueAt ?? '')
    story.when(secretary, rating(4))
    story.now += 1
    story.refused(citizen, rating(5), 'ratingEnded')
  })
  it('reopens within window and count, and is rated anew', () => {
    const reopen: Command = { type: 'REOPEN', cause: 'unsolved', reason: '又坏了' }
    closed()
      .later(24 * 30)
      .refused(gridWorker, reopen, 'reopenWindowOver')
    closed()
      .when(secretary, rating(1, false))
      .when(gridWorker, reopen)
      .then('accepted', { reopenCount: 1 })
      .when(cityManagement, result)
      .when(secretary, { type: 'CONFIRM_RESULT' })
      .when(secretary, rating(4))
      .when(citizen, rating(4))
      .then('evaluated')
      .refused(gridWorker, reopen, 'reopenBudgetSpent')
  })
  it('is never evaluated where a required rater stayed silent, whoever rates later', () => {
    const city = cityWith({ evaluation: { ...testPolicy.evaluation, requiredRaters: ['community'] } })
    const story = closed(city)
    story.ring()
    story
      .then('closed', { unrated: ['community'] })
      .when(citizen, rating(5))
      .then('closed')
  })
  it('lets a rating be appealed where the other rater stayed silent, and reopens only after the decision', () => {
    const story = closed().when(secretary, rating(1, false))
    story.ring()
    story
      .then('closed', { unrated: ['citizen'] })
      .when(cityManagement, { type: 'APPEAL_EVALUATION', rater: 'community', reason: '评价对象有误' })
      .refused(gridWorker, { type: 'REOPEN', cause: 'unsolved', reason: '又坏了' }, 'appealPending')
      .when(supervisor, { type: 'DECIDE_APPEAL', rater: 'community', excluded: false, reason: '维持' })
      .when(gridWorker, { type: 'REOPEN', cause: 'unsolved', reason: '又坏了' })
  })
  it('names no resident in the hashed history of a rating', () => {
    const story = closed().when(citizen, rating(4))
    expect(story.ticket.evaluations[0]).toMatchObject({ rater: 'citizen', personId: 'citizen-1' })
    const { personal, ...hashed } = story.events.at(-1) ?? {}
    expect(personal).toMatchObject({ actor: { personId: 'citizen-1', name: 'citizen-1' } })
    expect(JSON.stringify(hashed)).not.toContain('citizen-1')
  })
  it('lets the department appeal once and the supervisor decide', () => {
    const appeal: Command = { type: 'APPEAL_EVALUATION', rater: 'citizen', reason: '评价对象有误' }
    const decision: Command = { type: 'DECIDE_APPEAL', rater: 'citizen', excluded: true, reason: '属实' }
    const story = closed()
      .when(secretary, rating(5))
      .when(citizen, rating(1, false))
      .refused(supervisor, decision, 'noAppeal')
      .when(cityManagement, appeal)
      .refused(cityManagement, appeal, 'alreadyAppealed')
      .when(supervisor, decision)
    expect(story.ticket.evaluations[1]?.appeal?.decision?.excluded).toBe(true)
  })
  it('lets a rating after a reopening be appealed without touching the one before', () => {
    const story = closed()
      .when(secretary, rating(1, false))
      .when(gridWorker, { type: 'REOPEN', cause: 'unsolved', reason: '又坏了' })
      .when(cityManagement, result)
      .when(secretary, { type: 'CONFIRM_RESULT' })
      .when(secretary, rating(2, false))
      .when(cityManagement, { type: 'APPEAL_EVALUATION', rater: 'community', reason: '评价对象有误' })
    expect(story.ticket.evaluations.map((it) => it.appeal?.reason)).toEqual([undefined, '评价对象有误'])
  })
})

describe('history', () => {
  it('finds one changed byte and says where', () => {
    const { events } = closed()
    const changed = events.map((it, i) => (i === 1 ? { ...it, at: it.at.replace('2026', '2025') } : it))
    expect(verifyHistory(changed)).toEqual({ ok: false, version: 2, broken: 'hash' })
    expect(verifyHistory(events.toSpliced(1, 1))).toEqual({ ok: false, version: 2, broken: 'version' })
  })
})
