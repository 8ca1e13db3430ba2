/** A real service on the sample city, in memory, with a clock that the test sets. */
import { indexCity } from '@chuishao/core/matters'
import { createTicketService, type Session } from '@chuishao/core/service'
import { weekendCalendar } from '@chuishao/core/time'
import { sampleCity, samplePeople, type SamplePerson } from '../../conformance/sample-city.ts'
import { memoryAttachments, memoryStore } from '../../memory/index.ts'

export const sampleService = () => {
  const store = memoryStore()
  const clock = { now: '2026-03-02T01:30:00.000Z' }
  const city = { index: indexCity(sampleCity, weekendCalendar), data: sampleCity }
  const service = createTicketService({
    store,
    attachments: memoryAttachments(),
    cities: (tenantId) => (tenantId === sampleCity.id ? city : undefined),
    clock: () => clock.now,
  })
  return { store, service, clock }
}

export const sampleSession = (person: SamplePerson): Session => ({
  tenantId: sampleCity.id,
  actor: samplePeople[person],
})
