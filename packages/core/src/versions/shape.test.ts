import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { Ticket, TicketEvent, digest, schemaVersion } from '../ticket/index.ts'

/**
 * What each version of the persisted form looks like, as the digest of its JSON Schema. One that was released stays as it
 * is: a field more, and an older reader would drop it without a word.
 */
const shapes: Record<number, string> = {
  2: '010b294b57c97edd649629cfa12ca112902587344b54751066743a46cfba6db7',
}

const shapeOf = () =>
  digest({
    ticket: z.toJSONSchema(Ticket, { unrepresentable: 'any' }),
    event: z.toJSONSchema(TicketEvent, { unrepresentable: 'any' }),
  })

it('the stored shape is that of its version', () => {
  expect(
    shapeOf(),
    'Tickets or events are stored in another shape. Where the present version was released: raise schemaVersion, add a migration and golden rows of the version before. Where it was not: put the new digest here.',
  ).toBe(shapes[schemaVersion])
})
