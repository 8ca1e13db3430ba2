/** Group: one ticket from whistle to evaluation, each step by the person whose turn it is. */
import type { Command, Status } from '@chuishao/core/ticket'
import { deepEqual, equal, ok } from 'node:assert/strict'
import { done, freshTicketId, sampleDraft, send, whistled, type GatewayTest } from './fresh-gateway.ts'
import type { TestPerson } from '@chuishao/core/testing'

const steps: [TestPerson, Command, Status][] = [
  ['gridWorker', { type: 'WHISTLE', draft: sampleDraft() }, 'whistled'],
  ['cityManagement', { type: 'ACCEPT' }, 'accepted'],
  ['cityManagement', { type: 'REPORT_PROGRESS', text: '已到现场' }, 'accepted'],
  [
    'cityManagement',
    { type: 'SUBMIT_RESULT', outcome: 'resolved', text: '已更换灯泡' },
    'underReview.resolved',
  ],
  ['gridWorker', { type: 'CONFIRM_RESULT' }, 'closed'],
  ['gridWorker', { type: 'EVALUATE', level: 5, solved: true, tags: [] }, 'closed'],
  ['citizen', { type: 'EVALUATE', level: 4, solved: true, tags: [] }, 'evaluated'],
]

export function mainPath(test: GatewayTest): void {
  test('a ticket goes from whistle to evaluation as far as the commands reach, one version a step', async ({
    as,
  }) => {
    const { commands, statuses, conflicts } = as('gridWorker').capabilities
    const end = steps.findIndex(([, { type }]) => commands?.includes(type) === false)
    let [id, version] = [freshTicketId(), 0]
    for (const [person, command, status] of steps.slice(0, end < 0 ? steps.length : end)) {
      const result = await done(send(as(person), id, version, command))
      if (conflicts !== false) equal(result.version, version + 1, `after ${command.type}`)
      deepEqual([result.ticket.version, result.replayed], [result.version, false])
      if (statuses?.includes(status) ?? true) equal(result.ticket.status, status, `after ${command.type}`)
      id = result.ticket.id
      version = result.version
    }
    if (end >= 0) return
    const view = await as('gridWorker').get(id)
    deepEqual(
      view?.ticket.evaluations.map(({ rater, level, solved }) => [rater, level, solved]),
      [
        ['community', 5, true],
        ['citizen', 4, true],
      ],
    )
  })

  const answering = test.needing('ACCEPT', 'RETURN')
  answering('a ticket is shown with its parties by name and with what this person may do', async (under) => {
    const id = await whistled(under)
    const view = await under.as('cityManagement').get(id)
    equal(view?.units['city-management']?.name, 'city-management')
    equal(view?.units['community-1']?.name, 'community-1')
    const enabled = view?.actions.filter((it) => it.enabled).map((it) => it.type) ?? []
    ok(enabled.includes('ACCEPT') && enabled.includes('RETURN'), `the lead may answer: ${enabled.join()}`)
    const returning = view?.actions.find((it) => it.type === 'RETURN')
    deepEqual(
      returning?.fields.filter((it) => it.required).map((it) => it.name),
      ['reasonCode', 'explanation'],
    )
    const forWhistler = (await under.as('gridWorker').get(id))?.actions.find((it) => it.type === 'ACCEPT')
    ok(
      forWhistler === undefined || (!forWhistler.enabled && forWhistler.reason),
      'the whistler may not accept',
    )
  })
}
