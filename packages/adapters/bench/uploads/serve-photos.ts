/** The service with photos on a disk, as a process whose memory can be looked at from outside. */
import { serve } from '@hono/node-server'
import { testCityData, people } from '@chuishao/core/testing'
import { join } from 'node:path'
import { diskAttachments } from '../../src/attachments/disk.ts'
import { createTicketHandler, photoAcceptor } from '../../src/server/index.ts'
import { sampleService } from '../../src/server/testing/sample-service.ts'

const directory = process.argv[2] ?? ''
const { service } = sampleService({ attachments: diskAttachments({ directory }) })
const fetch = createTicketHandler({
  service,
  authenticate: async () => ({
    ok: true,
    session: { tenantId: testCityData.id, actor: people.gridWorker },
  }),
  acceptPhoto: photoAcceptor({ directory: join(directory, '.unfinished') }),
  checkStore: async () => {},
  limits: { photoBytes: 11 * 1024 * 1024, uploadsAtOncePerPerson: 32 },
})
serve({ fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => process.send?.({ port }))

let most = 0
setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 10).unref()
process.on('message', () => {
  // What nobody holds any more is not to be counted.
  globalThis.gc?.()
  const { rss, arrayBuffers } = process.memoryUsage()
  process.send?.({ rss, arrayBuffers, most })
  most = rss
})
