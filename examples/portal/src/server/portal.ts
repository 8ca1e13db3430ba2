/** Joins the parts into one portal: embedded PostgreSQL, photos on disk, the service, its HTTP face, and the pages. */
import { createTicketService, type TicketService } from '@chuishao/core/service'
import { uploadDirectoryOf } from '@chuishao/adapters/attachments'
import { diskAttachments } from '@chuishao/adapters/attachments-disk'
import { runDeadlines } from '@chuishao/adapters/deadlines'
import { openPglite } from '@chuishao/adapters/pglite'
import { randomSalt } from '@chuishao/adapters/salt'
import {
  bearerAuth,
  createTicketHandler,
  photoAcceptor,
  type HttpConnection,
} from '@chuishao/adapters/server'
import { runUploadCollection } from '@chuishao/adapters/uploads'
import { join } from 'node:path'
import { seedCases } from '../seed/cases.ts'
import { existingPortals, isForExistingPortal } from './existing-portals.ts'
import { demoOpen311 } from './demo-open311.ts'
import { isForApi } from './api-paths.ts'
import { loadDemoCity, tenantId } from './city.ts'
import { prepareDataDir } from './data-dir.ts'
import { demoAlgorithm, demoAudience, demoIssuer, openDemoTokens } from './demo-tokens.ts'
import { demoRoutes } from './demo-routes.ts'
import { identityOfPerson, residentByPhone } from './identities.ts'
import { withSecurityHeaders } from './security-headers.ts'
import { seedOnce } from './seed-once.ts'
import type { StaticFiles } from './static-files.ts'

export interface PortalParts {
  dataDir: string
  pages: StaticFiles
  /** The real clock, in milliseconds since 1970. */
  now?: () => number
  /** Told what the seed is doing. */
  onSeed?: (done: number, all: number) => void
  onError?: (error: unknown) => void
  /** Gives up opening; the next start goes on with a seed that was under way. */
  signal?: AbortSignal
}

export interface Portal {
  fetch: (request: Request, connection?: HttpConnection) => Promise<Response>
  service: TicketService
  /** True where this start filled an empty data directory. */
  seeded: boolean
  /** Ends streams and pollers, then closes the database. */
  close(): Promise<void>
  /** Ends the event streams and the poller, so that open connections can finish. */
  shutdown: AbortController
}

export async function openPortal({
  dataDir,
  pages,
  now = Date.now,
  onSeed,
  onError = (error) => console.error(error),
  signal,
}: PortalParts): Promise<Portal> {
  await prepareDataDir(dataDir)
  const city = await loadDemoCity()
  const tokens = await openDemoTokens(dataDir)
  signal?.throwIfAborted()
  const { store } = await openPglite({ directory: join(dataDir, 'database') })

  const photos = { directory: join(dataDir, 'photos') }
  let movedTo: string | undefined
  const service = createTicketService({
    store,
    attachments: diskAttachments(photos),
    cities: (tenant) => (tenant === tenantId ? city : undefined),
    clock: () => movedTo ?? new Date(now()).toISOString(),
    newSalt: randomSalt,
    identifyResident: (_tenant, { phone }) =>
      phone === undefined ? undefined : residentByPhone(phone)?.actor.personId,
  })

  let seeded: boolean
  try {
    seeded = await seedOnce({
      dataDir,
      now: new Date(now()),
      seed: {
        service,
        tenantId,
        unit: city.index.unit,
        cases: seedCases,
        setClock: (moment) => {
          movedTo = moment
        },
        onStep: (done, all) => {
          onSeed?.(done, all)
          signal?.throwIfAborted()
        },
      },
    })
  } catch (error) {
    await store.close()
    throw error
  }
  movedTo = undefined

  const shutdown = new AbortController()
  const uploadDirectory = uploadDirectoryOf(photos)
  const acceptPhoto = photoAcceptor({ directory: uploadDirectory })
  const api = createTicketHandler({
    service,
    authenticate: bearerAuth({
      key: tokens.publicKey,
      issuer: demoIssuer,
      audience: demoAudience,
      algorithms: [demoAlgorithm],
      now: () => new Date(now()),
      resolveActor: ({ sub }) => {
        const known = sub === undefined ? undefined : identityOfPerson(sub)
        return known && { tenantId, actor: known.actor }
      },
    }),
    checkStore: () => store.position(tenantId),
    acceptPhoto,
    shutdown: shutdown.signal,
    onError,
  })
  const demo = demoRoutes({ tokens, service, tenantId, now: () => new Date(now()) })
  const existing = existingPortals()
  const open311 = demoOpen311({ service, tenantId, acceptPhoto, onError })
  const poller = runDeadlines({
    service,
    owner: `portal-${process.pid}`,
    signal: shutdown.signal,
    onError: ({ error }) => onError(error),
  })
  const collector = runUploadCollection({
    service,
    uploadDirectory,
    signal: shutdown.signal,
    onError: ({ error }) => onError(error),
  })

  return {
    service,
    seeded,
    shutdown,
    async fetch(request, connection) {
      if (isForExistingPortal(request)) return withSecurityHeaders(await existing(request))
      const told = await open311(request)
      if (told) return withSecurityHeaders(told)
      if (isForApi(request)) return api(request, connection)
      return withSecurityHeaders((await demo(request)) ?? pages(request) ?? notFound())
    },
    async close() {
      shutdown.abort()
      await Promise.all([poller, collector])
      await store.close()
    },
  }
}

const notFound = () =>
  new Response('没有这个页面 / There is no such page\n', {
    status: 404,
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  })
