// What people read of a ticket's way on a portal: every step as the command that it was, with what was said.
import type { TestPerson } from '@chuishao/core/testing'
import type { Command } from '@chuishao/core/ticket'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { act, done, whistled } from '../conformance/fresh-gateway.ts'
import { portalDescription } from './testing/portal-description.ts'
import { gatewaysUnder } from './testing/gateways-under.ts'
import { samplePortal } from './testing/portal.ts'

let portal: ReturnType<typeof samplePortal>
beforeEach(() => {
  portal = samplePortal()
})
afterEach(() => portal.close())

const { history } = portalDescription

/** The same steps on every portal; how it is described decides what is read of them. */
async function played(description: unknown): Promise<Command[]> {
  const gateways = gatewaysUnder(portal, description)
  const { as } = gateways
  const id = await whistled(gateways)
  const step = (person: TestPerson, command: Command) => done(act(as(person), id, command))
  await step('cityManagement', { type: 'ACCEPT' })
  await step('cityManagement', { type: 'SUBMIT_RESULT', outcome: 'explained', text: '已说明' })
  await step('secretary', { type: 'REFUSE_RESULT', reason: '还是不亮' })
  await step('cityManagement', { type: 'SUBMIT_RESULT', outcome: 'resolved', text: '已换灯' })
  await step('secretary', { type: 'CONFIRM_RESULT' })
  await step('secretary', { type: 'EVALUATE', level: 4, solved: true, tags: [], comment: '很快' })
  return (await as('gridWorker').history(id)).map(({ command }) => command)
}

const withCommands = (commands: object) => ({ ...portalDescription, history: { ...history, commands } })

describe('the history of a portal', () => {
  it('tells results with their outcome and ratings with their level, of every round', async () => {
    expect(await played(portalDescription)).toEqual([
      { type: 'WHISTLE' },
      { type: 'ACCEPT' },
      { type: 'SUBMIT_RESULT', outcome: 'explained', text: '已说明' },
      { type: 'REFUSE_RESULT', reason: '还是不亮' },
      { type: 'SUBMIT_RESULT', outcome: 'resolved', text: '已换灯' },
      // The portal's table has no word for it: it stays in the portal's own.
      { type: 'COMMENT', text: 'CONFIRM_RESULT' },
      { type: 'EVALUATE', level: 4, solved: true, tags: [], comment: '很快' },
    ])
  })

  it('takes from the ticket what its rows do not say, for the latest of them alone', async () => {
    const told = await played(
      withCommands({
        SUBMIT_RESULT: { fields: { outcome: { ofTicket: 'resultOutcome' } } },
        EVALUATE: {
          fields: { level: { ofTicket: 'communityLevel' }, solved: { ofTicket: 'communitySolved' } },
        },
      }),
    )
    expect(told.filter(({ type }) => type !== 'WHISTLE' && type !== 'ACCEPT')).toEqual([
      { type: 'COMMENT', text: '反馈：已说明' },
      { type: 'COMMENT', text: 'REFUSE_RESULT：还是不亮' },
      { type: 'SUBMIT_RESULT', outcome: 'resolved', text: '已换灯' },
      { type: 'COMMENT', text: 'CONFIRM_RESULT' },
      { type: 'EVALUATE', level: 4, solved: true, tags: [], comment: '很快' },
    ])
  })

  it('names the field where what a row says cannot be read', async () => {
    const commands = {
      SUBMIT_RESULT: { fields: { outcome: { at: 'jg', as: { codes: { resolved: '好' } } } } },
    }
    await expect(played(withCommands(commands))).rejects.toThrow(/jg → outcome/)
  })
})
