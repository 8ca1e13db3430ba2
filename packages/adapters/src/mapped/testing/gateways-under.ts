/** The sample portal under another description, as a factory of gateways for each person. */
import type { TestPerson } from '@chuishao/core/testing'
import { mappedGateway } from '../mapped-gateway.ts'
import type { samplePortal } from './portal.ts'

export const gatewaysUnder = (portal: ReturnType<typeof samplePortal>, description: unknown) => ({
  as: (person: TestPerson) =>
    mappedGateway(description, {
      endpoint: 'https://portal.test',
      token: () => person,
      fetch: portal.fetch,
    }),
  dispose: async () => undefined,
})
