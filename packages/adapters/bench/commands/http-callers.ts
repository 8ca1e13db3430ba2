/**
 * Run by `http-load.ts` in a process of its own: sends comments over kept connections and reads no more of each answer
 * than its status and length, so that the callers take as little as they can of the machine that they measure.
 */
import { connect } from 'node:net'
import * as z from 'zod/mini'
import { perSecond } from './store-load.ts'

const Load = z.object({
  callers: z.int(),
  tenants: z.int(),
  from: z.int(),
  to: z.int(),
  seconds: z.number(),
  port: z.int(),
  tokens: z.array(z.string()),
})
const body = JSON.stringify({ type: 'COMMENT', text: '请尽快' })
const versions = new Map<string, number>()

/** A connection that sends one request after the other; resolves with the status. */
function connection(port: number) {
  const socket = connect(port, '127.0.0.1').setNoDelay()
  let answer = ''
  let done = (_: { status: number; text: string }) => {}
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    answer += chunk
    const head = answer.indexOf('\r\n\r\n')
    if (head < 0) return
    const length = Number(/content-length: (\d+)/i.exec(answer)?.[1] ?? Number.NaN)
    if (Number.isNaN(length)) throw new Error(`no length: ${answer.slice(0, head)}`)
    if (answer.length < head + 4 + length) return
    const text = answer
    answer = ''
    done({ status: Number(text.slice(9, 12)), text })
  })
  return {
    send: (request: string) =>
      new Promise<{ status: number; text: string }>((resolve) => {
        done = resolve
        socket.write(request, 'utf8')
      }),
    end: () => socket.destroy(),
  }
}

process.on('message', async (message) => {
  const { port, tokens, ...load } = z.parse(Load, message)
  const free = Array.from({ length: load.callers }, () => connection(port))
  const all = [...free]
  const speed = await perSecond(load, async (tenantId, ticketId) => {
    const own = free.pop()
    if (own === undefined) throw new Error('more callers than connections')
    const key = `${tenantId} ${ticketId}`
    const version = versions.get(key) ?? 1
    const { status, text } = await own.send(
      `POST /api/v1/tickets/${ticketId}/commands HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n` +
        `Authorization: Bearer ${tokens[Number(tenantId.slice('tenant-'.length))]}\r\nContent-Type: application/json\r\n` +
        `Idempotency-Key: ${crypto.randomUUID()}\r\nIf-Match: "v${version}"\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    )
    if (status !== 200) throw new Error(`${status}: ${text}`)
    versions.set(key, version + 1)
    free.push(own)
  })
  for (const { end } of all) end()
  process.send?.(speed)
})
