/** A look at the personal data of the first sample ticket. */
import type { ViewEvent } from '@chuishao/core/privacy'
import { sampleInstant, sampleTicketId } from './sample-ticket.ts'

export const sampleLook = (id: string, minutes: number, more: Partial<ViewEvent> = {}): ViewEvent => ({
  id,
  ticketId: sampleTicketId(1),
  at: sampleInstant(minutes),
  personId: 'dispatcher-1',
  name: '示例调度员',
  roles: ['dispatcher'],
  unitId: 'dispatch',
  via: 'ticket',
  parts: ['name', 'phone'],
  ...more,
})
