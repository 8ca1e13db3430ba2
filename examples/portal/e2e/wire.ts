/** The network between a browser and the portal, as something that breaks: a TCP proxy that can be cut at every step. */
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

export interface Wire {
  url: string
  /** Where the portal is now: it may have been started anew. */
  leadTo(target: string): void
  /** Ends every connection and takes no new one. */
  cut(): void
  /** From now on everything goes through. */
  heal(): void
  /**
   * Breaks the next request whose head fits, once: after so many bytes of it have gone through (`request`), or when its
   * answer begins (`answer`), so that the portal has done it and nobody hears.
   */
  breakNext(fits: RegExp, at: { request: number } | 'answer'): Promise<void>
  close(): Promise<void>
}

interface Break {
  fits: RegExp
  at: { request: number } | 'answer'
  done: () => void
}

export async function openWire(first: string): Promise<Wire> {
  let target = new URL(first)
  let isCut = false
  let breaks: Break[] = []
  const sockets = new Set<Socket>()

  const server = createServer((client) => {
    sockets.add(client)
    client.on('close', () => sockets.delete(client))
    client.on('error', () => {})
    if (isCut) return void client.destroy()
    const portal = connect(Number(target.port), target.hostname)
    sockets.add(portal)
    portal.on('close', () => sockets.delete(portal))
    const end = () => {
      client.destroy()
      portal.destroy()
    }
    portal.on('error', end)
    portal.on('close', end)
    client.on('close', end)
    let pending: Break | undefined
    let passed = 0
    const hit = (it: Break) => {
      breaks = breaks.filter((other) => other !== it)
      end()
      it.done()
    }
    client.on('data', (chunk) => {
      const head = chunk.toString('latin1')
      pending ??= breaks.find(({ fits }) => fits.test(head))
      if (pending && pending.at !== 'answer') {
        const room = pending.at.request - passed
        portal.write(chunk.subarray(0, Math.max(0, room)))
        passed += chunk.length
        if (passed > pending.at.request) hit(pending)
        return
      }
      portal.write(chunk)
    })
    portal.on('data', (chunk) => {
      if (pending?.at === 'answer') return hit(pending)
      client.write(chunk)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The wire has no port')

  const endAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${address.port}`,
    leadTo: (url) => void (target = new URL(url)),
    cut() {
      isCut = true
      endAll()
    },
    heal: () => void (isCut = false),
    breakNext: (fits, at) => new Promise((done) => void (breaks = [...breaks, { fits, at, done }])),
    async close() {
      endAll()
      server.close()
      await once(server, 'close')
    },
  }
}
