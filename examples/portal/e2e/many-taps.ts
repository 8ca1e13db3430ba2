/** What a worker in a basement does on a page of the portal, and what has to come of it. */
import type { TicketGateway } from '@chuishao/core/service'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { phonePhoto } from './browser.ts'

export const formIsThere = async (page: Page) => {
  await page.locator('whistle-form').getByRole('combobox', { name: '什么事' }).waitFor()
}

export interface Tapped {
  description: string
  photo?: boolean
}

/** Whistles through the page's own gateway, as the form does; answers once it is saved. */
export async function tap(page: Page, taps: Tapped[]): Promise<void> {
  const photo = (await phonePhoto(taps.length)).toString('base64')
  await page.evaluate(
    async ({ taps, photo }) => {
      const provider = document.querySelector('whistle-provider')
      const gateway = provider?.gateway
      if (!gateway) throw new Error('The page has no gateway')
      const { unitId = '' } = await gateway.whoAmI()
      const bytes = Uint8Array.from(atob(photo), (it) => it.charCodeAt(0))
      const hex = (count: number) =>
        [...crypto.getRandomValues(new Uint8Array(count))]
          .map((it) => it.toString(16).padStart(2, '0'))
          .join('')
      for (const { description, photo: withPhoto } of taps) {
        const time = Date.now().toString(16).padStart(12, '0')
        const ticketId = `${time.slice(0, 8)}-${time.slice(8)}-7${hex(2).slice(1)}-8${hex(2).slice(1)}-${hex(6)}`
        // A comment at the end of a JPEG makes it another photo.
        const own = new Blob([bytes, new TextEncoder().encode(description)], { type: 'image/jpeg' })
        const attachments = withPhoto ? [await gateway.upload(own)] : []
        const draft = {
          matterCode: 'JG-03',
          description,
          location: { crs: 'gcj02' as const, lng: 111.67, lat: 40.82, communityId: unitId },
          attachments,
        }
        await new Promise<void>((onSaved, onFailure) => {
          gateway
            .execute(
              ticketId,
              { type: 'WHISTLE', draft },
              { commandId: crypto.randomUUID(), ifVersion: 0, onSaved },
            )
            .catch(onFailure)
        })
      }
    },
    { taps, photo },
  )
}

export const waiting = (page: Page) =>
  page.evaluate(async () => {
    const { outbox } = document.querySelector('whistle-provider')?.gateway ?? {}
    const { items = [] } = (await outbox?.read()) ?? {}
    return items.map(({ command, state }) => ({
      state,
      description: 'draft' in command ? command.draft?.description : undefined,
    }))
  })

export const untilSent = (page: Page, timeout = 20_000) =>
  expect.poll(() => waiting(page), { timeout }).toEqual([])

/** Every tap is there once, with its photo. */
export async function everyTapOnce(service: TicketGateway, taps: Tapped[]): Promise<void> {
  const items = await allTickets(service)
  for (const { description, photo = false } of taps) {
    const found = items.filter(({ excerpt }) => excerpt === description)
    expect({ description, versions: found.map(({ version }) => version) }).toEqual({
      description,
      versions: [1],
    })
    expect({ description, photo: found[0]?.photo !== undefined }).toEqual({ description, photo })
    if (found[0]?.photo) expect((await service.download(found[0].photo.sha256)).size).toBeGreaterThan(1000)
  }
}

async function allTickets(service: TicketGateway) {
  const items = []
  let cursor: string | undefined
  do {
    const page = await service.query({ limit: 200, ...(cursor !== undefined && { cursor }) })
    items.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== undefined)
  return items
}
