/** Run by `crash.test.ts` in a process of its own: appends until it is killed and says so after each one. */
import { writeSync } from 'node:fs'
import { sampleAppend, sampleTenant, sampleTicketId } from '../../conformance/sample-ticket.ts'
import { openPglite } from '../pglite.ts'

const [directory = ''] = process.argv.slice(2)
const { store } = await openPglite({ directory })

/** Keeps appending to one ticket; several run at once, so that a kill finds some in the middle. */
async function appendForever(n: number): Promise<never> {
  const ticketId = sampleTicketId(n)
  const stored = await store.load({ tenantId: sampleTenant, ticketId })
  for (let expectedVersion = stored?.ticket.version ?? 0; ; expectedVersion++) {
    const deadlines = [{ kind: 'accept', dueAt: '2026-03-02T00:00:00.000Z' } as const]
    const result = await store.append(sampleAppend({ ticketId, expectedVersion, deadlines }))
    if (!result.ok) throw new Error(result.reason)
    writeSync(1, `${JSON.stringify([ticketId, result.version, result.position])}\n`)
  }
}

await Promise.all([1, 2, 3].map(appendForever))
