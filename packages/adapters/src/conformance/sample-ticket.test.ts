import { Ticket, TicketEvent } from '@chuishao/core/ticket'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { checkAppend } from '../store/append-request.ts'
import { SummarySchema } from '../store/summary-schema.ts'
import { sampleAppend } from './sample-ticket.ts'

test('samples follow the schemas, so that a store which validates accepts them', () => {
  const { ticket, events, summary } = sampleAppend({ expectedVersion: 2, events: 2 })
  expect(z.parse(Ticket, ticket)).toEqual(ticket)
  for (const event of events) expect(z.parse(TicketEvent, event)).toEqual(event)
  expect(z.parse(SummarySchema, summary)).toEqual(summary)
  expect(() => checkAppend(sampleAppend())).not.toThrow()
})
