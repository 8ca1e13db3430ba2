/** The fields of a command that the backend cannot carry: a dialog, the form and the rating leave them out. */
import type { TicketGateway } from '@chuishao/core/service'
import type { CommandType } from '@chuishao/core/ticket'

export const lostFields = (
  gateway: TicketGateway | undefined,
  type: CommandType | undefined,
): readonly string[] => (type && gateway?.capabilities.lostFields?.[type]) ?? []
