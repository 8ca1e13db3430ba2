/** A reader of the event stream who stops reading, and at last reads on. */
import { once } from 'node:events'
import { request } from 'node:http'
import * as z from 'zod/mini'
import { bearer, type Tenant } from './two-tenants.ts'

export interface SlowReader {
  /** Begins to read; answers the position at which the stream began, and those of all changes up to that one. */
  readUntil(position: number): Promise<{ start: number; seen: number[] }>
}

const Data = z.object({ position: z.int() })

/** The position that a message of the stream tells; undefined for heartbeats. */
function positionIn(message: string): number | undefined {
  const [, data] = /^data: (.*)$/m.exec(message) ?? []
  return data === undefined ? undefined : z.parse(Data, JSON.parse(data)).position
}

/** Opens a stream of what happens from now on, and does not read it. */
export async function openSlowReader(url: string, tenantId: Tenant): Promise<SlowReader> {
  const asked = request(`${url}/api/v1/events`, {
    headers: { Authorization: bearer(tenantId, 'dispatcher') },
  })
  asked.end()
  const [response] = await once(asked, 'response')
  if (response.statusCode !== 200) throw new Error(`The stream answered ${response.statusCode}`)
  response.pause()
  return {
    async readUntil(position) {
      const positions: number[] = []
      let text = ''
      for await (const bytes of response) {
        text += String(bytes)
        const messages = text.split('\n\n')
        text = messages.pop() ?? ''
        positions.push(...messages.flatMap((message) => positionIn(message) ?? []))
        if ((positions.at(-1) ?? 0) >= position) break
      }
      asked.destroy()
      const [start = 0, ...seen] = positions
      return { start, seen }
    },
  }
}

/** Where a tenant's feed is now: the first message of a stream says it. */
export async function positionOf(url: string, tenantId: Tenant): Promise<number> {
  const reader = await openSlowReader(url, tenantId)
  return (await reader.readUntil(0)).start
}
