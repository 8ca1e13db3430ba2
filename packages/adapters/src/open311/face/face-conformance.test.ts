// Our gateway on our face: what is left of the port once it has gone through GeoReport v2, both ways.
import { people, type TestPerson } from '@chuishao/core/testing'
import { describe, it } from 'vitest'
import { ticketGatewayConformance } from '../../conformance/ticket-gateway.ts'
import { localGateway } from '../../local/local-gateway.ts'
import { sampleService, sampleSession } from '../../server/testing/sample-service.ts'
import { open311Capabilities, open311Gateway } from '../gateway/open311-gateway.ts'
import { open311Face } from './open311-face.ts'

/** The clock of the sample's service stands in these days. */
const now = () => Date.parse('2026-03-03T00:00:00.000Z')

const isPerson = (key: string): key is TestPerson => key in people

ticketGatewayConformance(
  { describe, it },
  {
    name: 'open311Gateway on open311Face',
    capabilities: open311Capabilities({ upload: true }),
    create: async () => {
      const { service, store } = sampleService()
      const as = (person: TestPerson) => localGateway(service, sampleSession(person))
      const face = open311Face({
        reader: as('dispatcher'),
        reporterOf: (key) => (isPerson(key) ? as(key) : undefined),
        publishes: ['description', 'place'],
        now,
      })
      return {
        as: (person) =>
          open311Gateway({
            url: 'http://city.test/open311/v2',
            apiKey: person,
            now,
            fetch: async (request) => (await face(request)) ?? new Response(null, { status: 404 }),
            actor: people[person],
            photos: { part: 'media' },
            city: {
              matter: (guess) =>
                guess.code === 'manhole' ? { ...guess, whistleEvidence: 'required' } : guess,
            },
          }),
        dispose: () => store.close(),
      }
    },
  },
)
