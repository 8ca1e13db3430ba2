/** A reader of the event stream who stops reading, and at last reads on. */
import { once } from 'node:events'
import { request } from 'node:http'
import { bearer, type Tenant } from './two-tenants.ts'

export interface SlowReader {
  /** Reads on until it has seen that position; answers all positions in the order in which they came. */
  readUntil(position: number): Promise<number[]>
}

/** Opens a stream from the very first change on, and does not read it. */
export async function openSlowReader(url: string, tenantId: Tenant): Promise<SlowReader> {
  const asked = request(`${url}/api/v1/events`, {
    headers: { Authorization: bearer(tenantId, 'dispatcher'), 'Last-Event-ID': '0' },
  })
  asked.end()
  const [response] = await once(asked, 'response')
  if (response.statusCode !== 200) throw new Error(`The stream answered ${response.statusCode}`)
  response.pause()
  return {
    async readUntil(position) {
      const seen: number[] = []
      let text = ''
      for await (const bytes of response) {
        text += String(bytes)
        const messages = text.split('\n\n')
        text = messages.pop() ?? ''
        for (const message of messages)
          if (message.includes('event: change')) seen.push(Number(/^id: (\d+)/m.exec(message)?.[1]))
        if ((seen.at(-1) ?? 0) >= position) break
      }
      asked.destroy()
      return seen
    },
  }
}

/** Where a tenant's feed is now: the first message of a stream says it. */
export async function positionOf(url: string, tenantId: Tenant): Promise<number> {
  const abort = new AbortController()
  const { body } = await fetch(`${url}/api/v1/events`, {
    headers: { Authorization: bearer(tenantId, 'dispatcher') },
    signal: abort.signal,
  })
  const first = await body?.getReader().read()
  abort.abort()
  return Number(/^id: (\d+)/m.exec(new TextDecoder().decode(first?.value))?.[1])
}
