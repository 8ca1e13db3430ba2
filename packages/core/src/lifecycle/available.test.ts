import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commandTypes, type Actor, type Command, type CommandType } from '../ticket/index.ts'
import { available } from './available.ts'
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
  type Scenario,
} from '../testing/scenario.ts'
import { people } from '../testing/test-city.ts'

const offered = (story: Scenario, actor: Actor) =>
  available(story.ticket, actor, new Date(story.now).toISOString(), story.city)
const enabled = (story: Scenario, actor: Actor) =>
  offered(story, actor).flatMap((it) => (it.enabled ? [it.type] : []))
const action = (story: Scenario, actor: Actor, type: CommandType) =>
  offered(story, actor).find((it) => it.type === type)

const draftOf = (command: Command) => (command.type === 'WHISTLE' && command.draft) || {}

describe('available commands', () => {
  it('gives each party its own', () => {
    expect(enabled(whistled(), people.cityManagement)).toEqual(['ACCEPT', 'RETURN', 'COMMENT'])
    expect(enabled(whistled(), people.dispatcher)).toEqual(['REDISPATCH', 'MERGE', 'SUPERVISE', 'COMMENT'])
    expect(enabled(closed(), people.citizen)).toEqual(['EVALUATE', 'COMMENT'])
    expect(enabled(whistled(), people.analyst)).toEqual([])
  })
  it('says why a command is closed', () => {
    const story = accepted().when(people.cityManagement, {
      type: 'ADD_ASSIST',
      unitId: 'water',
      task: '关阀',
    })
    expect(action(story, people.cityManagement, 'SUBMIT_RESULT')?.reason?.code).toBe('assistOpen')
    expect(action(story, people.cityManagement, 'RETURN')?.reason?.code).toBe('notAllowedInState')
  })
  it('describes the form of a command from its schema', () => {
    const fields = action(whistled(), people.cityManagement, 'RETURN')?.fields
    expect(fields?.map(({ name, widget, required }) => [name, widget, required])).toEqual([
      ['reasonCode', 'choice', true],
      ['explanation', 'longText', true],
      ['suggestedUnitId', 'unit', false],
      ['violatedMatterCode', 'matter', false],
    ])
    expect(fields?.[0]?.options).toEqual(['notOurs'])
    const submit = action(accepted(), people.cityManagement, 'SUBMIT_RESULT')?.fields
    expect(submit?.find((it) => it.widget === 'photos')?.required).toBe(true)
  })
  it('asks whether the resident was contacted only where there is one', () => {
    const asked = (story: Scenario, type: CommandType) =>
      action(story, people.cityManagement, type)?.fields.find(({ name }) => name === 'contacted')?.widget
    const { citizenId: _, ...draft } = draftOf(whistle('lamp'))
    const noResident = scenario()
      .when(people.gridWorker, { type: 'WHISTLE', draft })
      .when(people.cityManagement, { type: 'ACCEPT' })
    for (const type of ['REPORT_PROGRESS', 'SUBMIT_RESULT'] as const) {
      expect(asked(accepted(), type)).toBe('toggle')
      expect(asked(noResident, type)).toBeUndefined()
    }
  })
})

const samples: Record<CommandType, Command> = {
  EDIT: { type: 'EDIT', draft: { description: '补充' } },
  DISCARD: { type: 'DISCARD' },
  WHISTLE: whistle(),
  ACCEPT: { type: 'ACCEPT' },
  RETURN: returnTo('water'),
  ESCALATE: { type: 'ESCALATE', reason: '无法解决' },
  REDISPATCH: { type: 'REDISPATCH', toUnitId: 'police', reason: '改派' },
  MERGE: { type: 'MERGE', intoTicketId: '0198c0de-0000-7000-8000-000000000009' },
  WITHDRAW: { type: 'WITHDRAW', reason: '撤回' },
  RETRACT_RETURN: { type: 'RETRACT_RETURN' },
  CLAIM_REVIEW: { type: 'CLAIM_REVIEW' },
  UPHOLD_RETURN: { type: 'UPHOLD_RETURN', toUnitId: 'water', explanation: '属实' },
  REFUSE_RETURN: { type: 'REFUSE_RETURN', explanation: '不属实' },
  REPORT_PROGRESS: { type: 'REPORT_PROGRESS', text: '进展' },
  ADD_ASSIST: { type: 'ADD_ASSIST', unitId: 'police', task: '协助' },
  ASSIST_DONE: { type: 'ASSIST_DONE', text: '完成' },
  REQUEST_EXTENSION: { type: 'REQUEST_EXTENSION', by: { amount: 1, unit: 'day' }, reason: '天气' },
  GRANT_EXTENSION: { type: 'GRANT_EXTENSION' },
  REFUSE_EXTENSION: { type: 'REFUSE_EXTENSION', reason: '不同意' },
  SUSPEND: { type: 'SUSPEND', plan: '开春', reviewAt: '2027-01-01T00:00:00.000Z' },
  RESUME: { type: 'RESUME' },
  SUBMIT_RESULT: result,
  CONFIRM_RESULT: { type: 'CONFIRM_RESULT' },
  REFUSE_RESULT: { type: 'REFUSE_RESULT', reason: '未解决' },
  EVALUATE: rating(4),
  REOPEN: { type: 'REOPEN', cause: 'unsolved', reason: '复发' },
  APPEAL_EVALUATION: { type: 'APPEAL_EVALUATION', rater: 'community', reason: '有误' },
  DECIDE_APPEAL: { type: 'DECIDE_APPEAL', rater: 'community', excluded: false, reason: '维持' },
  URGE: { type: 'URGE', message: '催办' },
  SUPERVISE: { type: 'SUPERVISE', instruction: '督办' },
  COMMENT: { type: 'COMMENT', text: '意见' },
  DEADLINE_REACHED: { type: 'DEADLINE_REACHED', kind: 'accept' },
  RECALCULATE_DEADLINES: { type: 'RECALCULATE_DEADLINES' },
}

describe('whatever people do', () => {
  it('what is offered is accepted up to its input, what is not is refused, and no ended ticket has a clock', () => {
    const inputCodes = [
      'sameUnit',
      'mergeTargetInvalid',
      'alreadyAssisting',
      'reviewDateInPast',
      'downwardAssignment',
    ]
    inputCodes.push('notEvaluated', 'alreadyAppealed', 'noAppeal', 'returnToSelf')
    const step = fc.record({
      who: fc.constantFrom(...Object.values(people)),
      what: fc.constantFrom(...commandTypes),
      hours: fc.nat(100),
    })
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 40 }),
        fc.constantFrom('manhole', 'benches', 'signs'),
        (steps, matter) => {
          const story = scenario().when(people.gridWorker, whistle(matter))
          for (const { who, what, hours } of steps) {
            story.later(hours)
            if (what === 'DEADLINE_REACHED') {
              if (story.clocks.length > 0) story.ring()
              continue
            }
            const offer = action(story, who, what)
            if (offer?.enabled) {
              try {
                story.when(who, samples[what])
              } catch (error) {
                if (!inputCodes.some((code) => String(error).includes(`${what}: ${code}`))) throw error
              }
            } else {
              expect(() => story.when(who, samples[what])).toThrow(what)
            }
            if (['withdrawn', 'merged', 'discarded'].includes(story.ticket.status))
              expect(story.clocks).toEqual([])
            if (story.ticket.status === 'evaluated') expect(story.clocks).toEqual([])
          }
        },
      ),
      { numRuns: 200 },
    )
  })
  it('starts from samples of every command', () => {
    expect(Object.keys(samples)).toEqual(commandTypes)
    expect(resolved().ticket.status).toBe('underReview.resolved')
  })
})
