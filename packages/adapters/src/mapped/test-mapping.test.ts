import { describe, expect, it } from 'vitest'
import { mappingReportText } from './mapping-report.ts'
import { testMapping } from './test-mapping.ts'
import { portalDescription } from './testing/portal-description.ts'

const { values, ticket, states, commands } = portalDescription
const fateOf = (input: unknown, name: string) => testMapping(input).fields.find(({ field }) => field === name)
const withField = (name: string, field: unknown) => ({
  ...portalDescription,
  ticket: { ...ticket, fields: { ...ticket.fields, [name]: field } },
})

describe('the mapping tester', () => {
  it('finds nothing to say about what comes back as it was', () => {
    const { fields } = testMapping(portalDescription)
    const changed = fields
      .filter(({ fate }) => fate === 'changed' || fate === 'refused')
      .map(({ field }) => field)
    expect(changed).toEqual(['status', 'crs', 'extensions.unit', 'extensions.decision'])
  })

  it('finds a date that is cut to the day', () => {
    const { fate, examples } =
      fateOf(withField('handleBy', { at: 'blqx', as: { date: 'yyyy-MM-dd' } }), 'handleBy') ?? {}
    expect(fate).toBe('changed')
    expect(examples?.[0]).toEqual({ sent: '2026-03-02T01:30:00.000Z', back: '2026-03-01T16:00:00.000Z' })
  })

  it('finds five levels on a scale of three', () => {
    const level = { codes: { 5: '满意', 3: '一般', 1: '不满意' }, writtenAs: { 4: '5', 2: '1' } }
    const report = fateOf({ ...portalDescription, values: { ...values, level } }, 'communityLevel')
    expect(report?.fate).toBe('changed')
    expect(report?.examples).toEqual([
      { sent: 2, back: 1 },
      { sent: 4, back: 5 },
    ])
  })

  it('finds a text that the portal takes only in part, before it is sent', () => {
    const report = fateOf(withField('description', { at: 'nr', as: { maxLength: 500 } }), 'description')
    expect(report?.fate).toBe('refused')
  })

  it('finds nothing wrong with a text within a longer one', () => {
    const report = fateOf(
      withField('description', { at: 'nr', as: { template: '【{value}】' } }),
      'description',
    )
    expect(report?.fate).toBe('kept')
  })

  it('tells a field that is only read, and one that is not there', () => {
    expect(fateOf(withField('contactPhone', { at: 'lxdh', readOnly: true }), 'contactPhone')?.fate).toBe(
      'oneWay',
    )
    expect(fateOf(portalDescription, 'suspendedUntil')?.fate).toBe('lost')
  })

  it('tells statuses that collapse on either side', () => {
    const { rejected: _rejected, ...codes } = states.codes
    const { statuses } = testMapping({
      ...portalDescription,
      states: { codes, writtenAs: { rejected: 'underReview.returned' } },
    })
    const of = (name: string) => statuses.find(({ status }) => status === name)
    expect(of('rejected')).toMatchObject({ fate: 'changed', becomes: 'underReview.returned' })
    expect(of('whistled')?.native).toEqual(['待签收', '待派单'])
    expect(of('discarded')?.fate).toBe('lost')
  })

  it('tells what a command does not say, and which of its values it cannot', () => {
    const report = testMapping({
      ...portalDescription,
      values: { ...values, outcome: { codes: { resolved: '已解决' } } },
      commands: { ...commands, WITHDRAW: { send: 'PUT /gd/{id}/cd' } },
    })
    const of = (name: string) => report.commands.find(({ command }) => command === name)
    expect(of('WITHDRAW')).toMatchObject({ sent: false, lostFields: ['reason'] })
    expect(mappingReportText(report)).toMatch(
      /WITHDRAW .*没有 LOST +必填却没有带上 needed and not sent: reason\n/,
    )
    expect(of('SUBMIT_RESULT')?.refused).toEqual({ outcome: ['partlyResolved', 'explained'] })
    expect(of('MERGE')?.sent).toBe(false)
  })

  it('tells what a history loses: fields of every row, and steps with theirs', () => {
    const { history } = portalDescription
    const commands = {
      SUBMIT_RESULT: { fields: { outcome: { ofTicket: 'resultOutcome' } } },
      EVALUATE: { fields: { level: 'pj.dj' } },
      REOPEN: { only: { cz: 'redo' }, fields: { cause: { as: { constant: 'unsolved' } } } },
      RETURN: { fields: { suggestedUnitId: 'jydw' } },
    }
    const fields = { ...history.fields, at: { at: 'sj', as: { date: 'yyyy-MM-dd' } } }
    const report = testMapping({ ...portalDescription, history: { ...history, fields, commands } })
    const step = (name: string) => report.history?.steps.find(({ command }) => command === name)
    expect(step('ACCEPT')).toMatchObject({ fate: 'kept' })
    expect(step('SUBMIT_RESULT')).toMatchObject({ fate: 'changed', latestOnly: ['outcome'] })
    expect(step('EVALUATE')).toMatchObject({ fate: 'comment', missing: ['solved'], lostFields: ['tags'] })
    expect(step('REOPEN')).toMatchObject({ fate: 'changed', always: { cause: 'unsolved' } })
    expect(step('RETURN')).toMatchObject({ fate: 'changed', lostFields: ['violatedMatterCode'] })
    expect(step('MERGE')).toMatchObject({ fate: 'none' })
    const fate = (name: string) => report.history?.fields.find(({ field }) => field === name)?.fate
    expect([fate('at'), fate('personId'), fate('personName')]).toEqual(['changed', 'kept', 'lost'])
  })

  it('tells steps and commands by the names that people know', () => {
    const text = mappingReportText(testMapping(portalDescription))
    expect(text).toMatch(/MERGE +并案 Merge +没有 LOST/)
    expect(text).toMatch(/历程 history[^]*EVALUATE +评哨 Rate +改变 CHANGED {2}不读取 not read: tags/)
    const { history: _history, ...rest } = portalDescription
    expect(mappingReportText(testMapping(rest))).toMatch(/历程 history\n {2}没有描述/)
  })

  it('is told as text, a line for each', () => {
    const text = mappingReportText(
      testMapping(withField('handleBy', { at: 'blqx', as: { date: 'yyyy-MM-dd' } })),
    )
    expect(text).toMatch(/handleBy +改变 CHANGED {2}2026-03-02T01:30:00\.000Z → 2026-03-01T16:00:00\.000Z/)
    expect(text).toMatch(/MERGE +并案 Merge +没有 LOST/)
  })
})
