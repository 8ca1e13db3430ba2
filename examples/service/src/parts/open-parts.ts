/** What every command works with: the databases, the photos, the cities, and the service that joins them. */
import { openAttachments } from '@chuishao/adapters/attachments'
import { loadCity, type LoadedCity } from '@chuishao/adapters/city-files'
import { randomSalt } from '@chuishao/adapters/salt'
import {
  createTicketService,
  type AttachmentStore,
  type TicketService,
  type TicketStore,
} from '@chuishao/core/service'
import type { ServiceConfig } from '../config/service-config.ts'
import { cityFiles } from './city-files.ts'
import { serveDatabases, type ServeDatabasesOptions, type ServedDatabases } from './serve-databases.ts'
import { tellWaiting } from './tell-waiting.ts'

export interface Parts extends ServedDatabases {
  cities: ReadonlyMap<string, LoadedCity>
  attachments: AttachmentStore
  service: TicketService
}

/** As `openParts`, for a command at a terminal: says for which databases it waits. */
export async function openPartsTelling(config: ServiceConfig): Promise<Parts> {
  const tell = tellWaiting(config.databases)
  let waits = true
  try {
    return await openParts(config, { onWaiting: (...told) => waits && tell(...told) })
  } finally {
    // One that is still away is waited for no more.
    waits = false
  }
}

/** Throws a `CityFilesError` before any database is opened. */
export async function openParts(
  { cities: chosen, databases: choices, attachments: photos }: ServiceConfig,
  {
    observeStore = (store) => store,
    ...options
  }: ServeDatabasesOptions & {
    /** What the service gets in place of the store, e.g. one that is traced. */
    observeStore?: (store: TicketStore) => TicketStore
  } = {},
): Promise<Parts> {
  const cities = new Map<string, LoadedCity>()
  for (const [id, files] of Object.entries(chosen)) cities.set(id, await loadCity(cityFiles(id, files)))

  const opened = await serveDatabases(choices, [...cities.keys()], options)
  const attachments = await openAttachments(photos)
  const service = createTicketService({
    store: observeStore(opened.store),
    attachments,
    cities: (tenantId) => cities.get(tenantId),
    clock: () => new Date().toISOString(),
    newSalt: randomSalt,
  })
  return { ...opened, cities, attachments, service }
}
