/** A whole backend in the test's own page: the real service on a store in memory, and a gateway for each person. */
import { localGateway } from '@chuishao/adapters/local'
import { memoryAttachments, memoryStore } from '@chuishao/adapters/memory'
import { randomSalt } from '@chuishao/adapters/salt'
import type { CityData } from '@chuishao/core/lifecycle'
import { indexCity } from '@chuishao/core/matters'
import { createTicketService, type Outcome, type TicketGateway } from '@chuishao/core/service'
import { testCityData } from '@chuishao/core/testing'
import { systemActor, type Actor, type AttachmentRef, type Command, type Draft } from '@chuishao/core/ticket'
import { weekendCalendar, type WorkingCalendar } from '@chuishao/core/time'
import { newCommandId, newTicketId } from '../internal/ids.ts'

export interface Backend {
  as(actor: Actor): TicketGateway
  /** Sends a command past the elements, on whatever version the ticket has. */
  act(actor: Actor, ticketId: string, command: Command): Promise<Outcome>
  /** A new ticket, already whistled; answers its id. */
  whistle(actor: Actor, draft: Draft): Promise<string>
  /** Lets all deadlines up to a moment take effect. */
  passTo(at: number): Promise<void>
  /** From now on the city has this calendar, and open deadlines are counted again. */
  announce(calendar: WorkingCalendar): Promise<void>
}

export function createBackend(data: CityData = testCityData): Backend {
  let shift = 0
  // Two whistles never fall into one millisecond: which came first must not be left to their random ids.
  let whistles = 0
  const city = { index: indexCity(data, weekendCalendar), data }
  const service = createTicketService({
    store: memoryStore(),
    attachments: memoryAttachments(),
    cities: () => city,
    clock: () => new Date(Date.now() + shift + whistles).toISOString(),
    newSalt: randomSalt,
  })
  const session = (actor: Actor) => ({ tenantId: data.id, actor })
  const as = (actor: Actor) => localGateway(service, session(actor))
  const act: Backend['act'] = async (actor, ticketId, command) => {
    const ifVersion = (await service.get(session(actor), ticketId))?.ticket.version ?? 0
    return service.execute(session(actor), ticketId, command, { commandId: newCommandId(), ifVersion })
  }
  return {
    as,
    act,
    async whistle(actor, draft) {
      whistles += 1
      const ticketId = newTicketId()
      const outcome = await act(actor, ticketId, { type: 'WHISTLE', draft })
      if (!outcome.ok) throw new Error(JSON.stringify(outcome))
      return ticketId
    },
    async passTo(at) {
      shift = at - Date.now()
      await service.runDueDeadlines({ owner: 'test' })
      shift = 0
    },
    async announce(calendar) {
      city.index = indexCity(data, calendar)
      await service.recalculateOpenDeadlines(session(systemActor))
    },
  }
}

/** A photo as a phone makes it: real bytes of a JPEG. */
export async function photo(colour = '#3a7'): Promise<Blob> {
  const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 })
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  context.fillStyle = colour
  context.fillRect(0, 0, 320, 240)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.8))
  if (!blob) throw new Error('no photo')
  return blob
}

/** What a grid worker of the test city fills in. */
export const draft = (more: Partial<Draft> = {}): Draft => ({
  matterCode: 'parking',
  description: '小区东门人行道被私家车长期占用，老人出行不便。',
  location: {
    crs: 'cgcs2000',
    lng: 111.67,
    lat: 40.82,
    address: '幸福小区东门',
    communityId: 'community-1',
  },
  ...more,
})

/** The same gateway, writing down which photos are fetched, the small ones with `(small)`. */
export function watchingDownloads(gateway: TicketGateway): { gateway: TicketGateway; fetched: string[] } {
  const fetched: string[] = []
  const download: TicketGateway['download'] = (sha256, options) => {
    fetched.push(options?.size === 'thumbnail' ? `${sha256} (small)` : sha256)
    return gateway.download(sha256, options)
  }
  return { gateway: { ...gateway, download }, fetched }
}

/** Uploads a photo as this person. */
export const uploaded = async (gateway: TicketGateway, colour?: string): Promise<AttachmentRef> =>
  gateway.upload(await photo(colour))
