/** A client of the event stream that keeps what it saw, and how its connection ended. */
import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'

export interface Reader {
  /** Id of the last event, to resume after. */
  lastId: string
  /** First position that it was told, and those of all changes since. */
  start: number
  positions: number[]
  /** Whether the server began with a `reset` in place of `ready`. */
  wasReset: boolean
  /** Resolves when the stream is over: true where it ended as an answer ends, false where it was cut. */
  ended: Promise<boolean>
  close(): void
}

/** Resolves with the first message. */
export async function openReader(url: string, token: string, lastId?: string): Promise<Reader> {
  const asked = request(`${url}/api/v1/events`, {
    agent: false,
    headers: { Authorization: `Bearer ${token}`, ...(lastId !== undefined && { 'Last-Event-ID': lastId }) },
  })
  asked.end()
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  if (response.statusCode !== 200) throw new Error(`The stream answered ${response.statusCode}`)
  const reader: Reader = {
    lastId: lastId ?? '',
    start: 0,
    positions: [],
    wasReset: false,
    ended: new Promise((resolve) => {
      response.once('close', () => resolve(response.complete))
      response.once('error', () => resolve(false))
    }),
    close: () => asked.destroy(),
  }
  await new Promise<void>((resolve) => {
    let text = ''
    response.setEncoding('utf8').on('data', (part: string) => {
      text += part
      const messages = text.split('\n\n')
      text = messages.pop() ?? ''
      for (const message of messages) take(reader, message)
      if (reader.lastId !== (lastId ?? '') || messages.length > 0) resolve()
    })
    response.once('close', resolve)
  })
  return reader
}

function take(reader: Reader, message: string): void {
  const { event, id, data } = Object.fromEntries(
    message.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  )
  if (id === undefined || data === undefined) return
  const { position }: { position: number } = JSON.parse(data)
  if (event === 'change') reader.positions.push(position)
  else reader.start = position
  reader.wasReset ||= event === 'reset'
  reader.lastId = id
}
