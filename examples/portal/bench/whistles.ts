/** Whistles within a page of the portal: through its offline gateway, and the same requests without that. */
import type { TicketGateway } from '@chuishao/core/service'
import type { Draft } from '@chuishao/core/ticket'
import type { Page } from 'playwright-core'

interface Bench {
  offline: TicketGateway
  bare: TicketGateway
  /** Another photo at each call, of so many bytes; undefined for none. */
  photo(bytes: number): Blob | undefined
  draft(gateway: TicketGateway, photo: Blob | undefined): Promise<Draft>
  /** Resolves once it is saved on the device. */
  save(draft: Draft): Promise<void>
  /** Resolves once the service has it. */
  send(draft: Draft): Promise<void>
  timed(work: () => Promise<unknown>): Promise<number>
}

declare global {
  interface Window {
    chuishaoHttp: { httpGateway(options: { endpoint: string; token: () => string }): TicketGateway }
    bench: Bench
  }
}

export interface Many {
  count: number
  /** Bytes of the photo that each has; 0 for none. */
  photoBytes: number
}

/** Puts what the other functions need into the page. */
export async function prepare(page: Page, { token, jpeg }: { token: string; jpeg: Buffer }): Promise<void> {
  await page.addScriptTag({ url: '/chuishao-http.js' })
  await page.evaluate(
    async ({ token, jpeg }) => {
      const offline = document.querySelector('whistle-provider')?.gateway
      if (!offline) throw new Error('The page has no gateway')
      const bare = window.chuishaoHttp.httpGateway({ endpoint: '/api/v1', token: () => token })
      const { unitId = '' } = await offline.whoAmI()
      const head = Uint8Array.from(atob(jpeg), (it) => it.charCodeAt(0))
      const tap = () => {
        const time = Date.now().toString(16).padStart(12, '0')
        const ticketId = `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`
        return { ticketId, options: { commandId: crypto.randomUUID(), ifVersion: 0 } }
      }
      window.bench = {
        offline,
        bare,
        photo(bytes) {
          if (bytes === 0) return undefined
          // What follows the end of a JPEG makes it longer, and another photo.
          const tail = new Uint8Array(Math.max(16, bytes - head.length))
          for (let at = 0; at < tail.length; at += 65_536)
            crypto.getRandomValues(tail.subarray(at, at + 65_536))
          return new Blob([head, tail], { type: 'image/jpeg' })
        },
        draft: async (gateway, photo) => ({
          matterCode: 'JG-03',
          description: '路灯不亮',
          location: { crs: 'gcj02', lng: 111.67, lat: 40.82, communityId: unitId },
          attachments: photo ? [await gateway.upload(photo)] : [],
        }),
        save(draft) {
          const { ticketId, options } = tap()
          return new Promise((onSaved, onFailure) => {
            offline.execute(ticketId, { type: 'WHISTLE', draft }, { ...options, onSaved }).catch(onFailure)
          })
        },
        async send(draft) {
          const { ticketId, options } = tap()
          const outcome = await bare.execute(ticketId, { type: 'WHISTLE', draft }, options)
          if (!outcome.ok) throw new Error(`Refused: ${JSON.stringify(outcome)}`)
        },
        async timed(work) {
          const begin = performance.now()
          await work()
          return performance.now() - begin
        },
      }
    },
    { token, jpeg: jpeg.toString('base64') },
  )
}

/**
 * Milliseconds until a photo that was taken is accepted, and from the tap until the screen may say "saved"; beside them
 * bare puts of the same photo.
 */
export const tapsToSaved = (page: Page, { count, photoBytes }: Many) =>
  page.evaluate(
    async ({ count, photoBytes }) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open('bare')
        opening.onupgradeneeded = () => opening.result.createObjectStore('photos', { autoIncrement: true })
        opening.onsuccess = () => resolve(opening.result)
        opening.onerror = () => reject(opening.error)
      })
      const put = (photo: Blob | undefined, durability: 'strict' | 'relaxed') =>
        new Promise<void>((resolve, reject) => {
          const writing = database.transaction('photos', 'readwrite', { durability })
          writing.objectStore('photos').put(photo)
          writing.oncomplete = () => resolve()
          writing.onabort = () => reject(writing.error)
        })
      const { offline, photo, draft, save, timed } = window.bench
      const all: { take: number; tap: number; strict: number; relaxed: number }[] = []
      for (let round = 0; round <= count; round += 1) {
        const picture = photo(photoBytes)
        let whistle: Awaited<ReturnType<typeof draft>> | undefined
        const take = await timed(async () => (whistle = await draft(offline, picture)))
        const tap = await timed(async () => whistle && (await save(whistle)))
        const strict = await timed(() => put(picture, 'strict'))
        const relaxed = await timed(() => put(picture, 'relaxed'))
        // The first warms up.
        if (round > 0) all.push({ take, tap, strict, relaxed })
      }
      return all
    },
    { count, photoBytes },
  )

/** Saves whistles on the device. */
export const queue = (page: Page, many: Many) =>
  page.evaluate(async ({ count, photoBytes }) => {
    const { offline, photo, draft, save } = window.bench
    for (let n = 0; n < count; n += 1) await save(await draft(offline, photo(photoBytes)))
  }, many)

/** Milliseconds until nothing waits any more. */
export const drain = (page: Page) =>
  page.evaluate(async () => {
    const { offline, timed } = window.bench
    const { outbox } = offline
    let left = (await outbox?.read())?.items.length ?? 0
    return timed(
      () =>
        new Promise<void>((resolve) => {
          const listening = new AbortController()
          // Told by the layer: reading again and again what waits would be counted as well.
          const onChange = (...[news]: { type?: string }[]) => {
            if (news?.type === 'arrived') left -= 1
            if (left > 0) return
            listening.abort()
            resolve()
          }
          outbox?.subscribe(onChange, { signal: listening.signal })
          void outbox?.retry()
        }),
    )
  })

/** Milliseconds of the same requests, as many at a time as the offline layer sends, and nothing around them. */
export const sendBare = (page: Page, many: Many) =>
  page.evaluate(async ({ count, photoBytes }) => {
    const { bare, photo, draft, send, timed } = window.bench
    const photos = Array.from({ length: count }, () => photo(photoBytes))
    const sender = async () => {
      while (photos.length > 0) await send(await draft(bare, photos.pop()))
    }
    return timed(() => Promise.all([sender(), sender(), sender(), sender()]))
  }, many)
