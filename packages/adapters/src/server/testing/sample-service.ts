/** A real service on the sample city, in memory, with a clock that the test sets. */
import { indexCity } from '@chuishao/core/matters'
import { createTicketService, type AttachmentStore, type Session } from '@chuishao/core/service'
import { weekendCalendar } from '@chuishao/core/time'
import { testCityData, people, type TestPerson } from '@chuishao/core/testing'
import { memoryAttachments, memoryStore } from '../../memory/index.ts'
import { randomSalt } from '../../salt/random-salt.ts'

export interface SampleServiceOptions {
  /** Puts something between the service and its photos. */
  attachments?: (inner: AttachmentStore) => AttachmentStore
}

export const sampleService = ({ attachments: wrap = (inner) => inner }: SampleServiceOptions = {}) => {
  const attachments = memoryAttachments()
  const store = memoryStore()
  const clock = { now: '2026-03-02T01:30:00.000Z' }
  const city = { index: indexCity(testCityData, weekendCalendar), data: testCityData }
  const service = createTicketService({
    store,
    attachments: wrap(attachments),
    cities: (tenantId) => (tenantId === testCityData.id ? city : undefined),
    clock: () => clock.now,
    newSalt: randomSalt,
  })
  return { store, attachments, service, clock }
}

export const sampleSession = (person: TestPerson): Session => ({
  tenantId: testCityData.id,
  actor: people[person],
})
