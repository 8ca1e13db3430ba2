/** What somebody might do next with a ticket, so that every kind of state and clock comes up under load. */
import type { TestPerson } from '@chuishao/core/testing'
import type { AttachmentRef, Command, Status } from '@chuishao/core/ticket'
import type { Chance } from './chance.ts'

export interface NextCommand {
  person: TestPerson
  command: Command
}

/** @param mark stands in the command's text, so that one can tell whose effect an event is */
export function nextCommand(status: Status, mark: string, chance: Chance): NextCommand {
  const text = `进展 [${mark}]`
  const talk: NextCommand[] = [
    { person: 'gridWorker', command: { type: 'COMMENT', text } },
    { person: 'secretary', command: { type: 'URGE', message: text } },
    { person: 'dispatcher', command: { type: 'SUPERVISE', instruction: text } },
  ]
  const [first = firstWhistle(mark), ...others] = [...(choices[status]?.(text) ?? []), ...talk]
  return chance.pick([first, first, ...others])
}

export const firstWhistle = (mark: string, attachments?: AttachmentRef[]): NextCommand => ({
  person: 'gridWorker',
  command: {
    type: 'WHISTLE',
    draft: {
      // For noise no photo is taken.
      matterCode: attachments ? 'parking' : 'quiet',
      description: `夜间噪声 [${mark}]`,
      location: { crs: 'cgcs2000', lng: 111.67, lat: 40.82, communityId: 'community-1' },
      ...(attachments && { attachments }),
    },
  },
})

const choices: Partial<Record<Status, (text: string) => NextCommand[]>> = {
  whistled: (text) => [
    { person: 'cityManagement', command: { type: 'ACCEPT' } },
    {
      person: 'cityManagement',
      command: { type: 'RETURN', reasonCode: 'notOurs', explanation: text, suggestedUnitId: 'water' },
    },
    { person: 'gridWorker', command: { type: 'WITHDRAW', reason: text } },
  ],
  rejected: () => [
    { person: 'reviewer', command: { type: 'CLAIM_REVIEW' } },
    { person: 'cityManagement', command: { type: 'RETRACT_RETURN' } },
  ],
  'underReview.returned': (text) => [
    { person: 'reviewer', command: { type: 'REFUSE_RETURN', explanation: text } },
  ],
  accepted: (text) => [
    { person: 'cityManagement', command: { type: 'REPORT_PROGRESS', text } },
    { person: 'cityManagement', command: { type: 'SUBMIT_RESULT', outcome: 'resolved', text } },
  ],
  'underReview.resolved': (text) => [
    { person: 'secretary', command: { type: 'CONFIRM_RESULT' } },
    { person: 'secretary', command: { type: 'REFUSE_RESULT', reason: text } },
  ],
  closed: (text) => [
    { person: 'secretary', command: { type: 'EVALUATE', level: 5, solved: true, tags: [], comment: text } },
    { person: 'secretary', command: { type: 'REOPEN', cause: 'unsolved', reason: text } },
  ],
}
