import { people, testCityData } from '@chuishao/core/testing'
import { describe, it } from 'vitest'
import { ticketGatewayConformance } from '../../conformance/ticket-gateway.ts'
import {
  apiKey,
  geoReportServer,
  jurisdiction,
  serverUrl,
  type GeoReportHabits,
} from '../testing/georeport-server.ts'
import { open311Capabilities, open311Gateway } from './open311-gateway.ts'

const services = testCityData.matters.map(({ code, name, category }) => ({
  service_code: code,
  service_name: name,
  group: category,
}))

const conforms = (name: string, habits: GeoReportHabits) =>
  ticketGatewayConformance(
    { describe, it },
    {
      name: `open311Gateway (${name})`,
      capabilities: open311Capabilities({ upload: true }),
      create: async () => {
        const server = geoReportServer(services, habits)
        return {
          as: (person) =>
            open311Gateway({
              url: serverUrl,
              jurisdictionId: jurisdiction,
              apiKey,
              fetch: server.fetch,
              actor: people[person],
              photos: { part: 'media' },
              city: {
                matter: (guess) =>
                  guess.code === 'manhole' ? { ...guess, whistleEvidence: 'required' } : guess,
              },
              lists: habits.pages
                ? { pages: { number: 'page', size: 'page_size' } }
                : { mostRequests: habits.mostRequests ?? 1000 },
            }),
          dispose: async () => {},
        }
      },
    },
  )

conforms('JSON', { formats: ['json'] })
conforms('XML alone', { formats: ['xml'] })
conforms('texts for everything, one record alone, no content type', {
  texts: true,
  alone: true,
  contentType: 'text/plain',
})
conforms('XML as texts under the name of a web page', {
  formats: ['xml'],
  texts: true,
  contentType: 'text/html',
})
conforms('pages of two', { pages: true, mostRequests: 2 })
conforms('two requests an answer', { mostRequests: 2 })
