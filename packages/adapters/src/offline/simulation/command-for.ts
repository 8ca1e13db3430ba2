/** One of the commands that somebody may send. */
import type { AttachmentRef, Command, CommandType } from '@chuishao/core/ticket'
import type { Chance } from '../../faults/testing/chance.ts'

const makers: Partial<Record<CommandType, (text: string) => Command>> = {
  COMMENT: (text) => ({ type: 'COMMENT', text }),
  URGE: (message) => ({ type: 'URGE', message }),
  SUPERVISE: (instruction) => ({ type: 'SUPERVISE', instruction }),
  ACCEPT: () => ({ type: 'ACCEPT' }),
  RETURN: (explanation) => ({
    type: 'RETURN',
    reasonCode: 'notOurs',
    explanation,
    suggestedUnitId: 'water',
  }),
  RETRACT_RETURN: () => ({ type: 'RETRACT_RETURN' }),
  WITHDRAW: (reason) => ({ type: 'WITHDRAW', reason }),
  REPORT_PROGRESS: (text) => ({ type: 'REPORT_PROGRESS', text }),
  SUBMIT_RESULT: (text) => ({ type: 'SUBMIT_RESULT', outcome: 'resolved', text }),
  CONFIRM_RESULT: () => ({ type: 'CONFIRM_RESULT' }),
  REFUSE_RESULT: (reason) => ({ type: 'REFUSE_RESULT', reason }),
  REOPEN: (reason) => ({ type: 'REOPEN', cause: 'unsolved', reason }),
  EVALUATE: (comment) => ({ type: 'EVALUATE', level: 5, solved: true, tags: [], comment }),
}

const withPhotos: ReadonlySet<CommandType> = new Set(['COMMENT', 'REPORT_PROGRESS', 'SUBMIT_RESULT'])

/** Undefined where there is none. @param text tells whose effect an event is */
export function commandFor(
  types: readonly CommandType[],
  text: string,
  chance: Chance,
  attachments: AttachmentRef[] = [],
): Command | undefined {
  const found = types.flatMap((type) => makers[type] ?? [])
  const [first, ...others] = found
  if (!first) return undefined
  const command = chance.pick([first, ...others])(text)
  return attachments.length > 0 && withPhotos.has(command.type)
    ? withAttachments(command, attachments)
    : command
}

export const whistleOf = (text: string, attachments: AttachmentRef[] = []): Command => ({
  type: 'WHISTLE',
  draft: {
    matterCode: 'lamp',
    description: text,
    location: { crs: 'gcj02', lng: 111.67, lat: 40.82, communityId: 'community-1' },
    ...(attachments.length > 0 && { attachments }),
  },
})

const withAttachments = (command: Command, attachments: AttachmentRef[]): Command =>
  command.type === 'COMMENT' || command.type === 'REPORT_PROGRESS' || command.type === 'SUBMIT_RESULT'
    ? { ...command, attachments }
    : command
