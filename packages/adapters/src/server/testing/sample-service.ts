/** A real service on the sample city, in memory, with a clock that the test sets. */
import { indexCity } from '@chuishao/core/matters'
import { createTicketService, type AttachmentStore, type Session } from '@chuishao/core/service'
import { weekendCalendar } from '@chuishao/core/time'
import { testCityData, people, type TestPerson } from '@chuishao/core/testing'
import { memoryAttachments, memoryStore } from '../../memory/index.ts'
import { randomSalt } from '../../salt/random-salt.ts'

export interface SampleServiceOptions {
  /** Where photos are kept; in memory by default. */
  attachments?: AttachmentStore
}

/** Another district of the same shape, with the same people and units under the same names. */
export const otherTenant = 'other'

export const sampleService = ({ attachments = memoryAttachments() }: SampleServiceOptions = {}) => {
  const store = memoryStore()
  const clock = { now: '2026-03-02T01:30:00.000Z' }
  const city = { index: indexCity(testCityData, weekendCalendar), data: testCityData }
  const service = createTicketService({
    store,
    attachments,
    cities: (tenantId) => (tenantId === testCityData.id || tenantId === otherTenant ? city : undefined),
    clock: () => clock.now,
    newSalt: randomSalt,
  })
  return { store, attachments, service, clock }
}

export const sampleSession = (person: TestPerson): Session => ({
  tenantId: testCityData.id,
  actor: people[person],
})
