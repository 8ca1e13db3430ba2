/**
 * A way to PostgreSQL that breaks in the worst moment: what commits has been sent on, and its answer never comes back. Or
 * it is itself what is lost. Whoever waits cannot tell one from the other.
 */
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import type { Chance } from './chance.ts'

export interface CuttingProxy {
  port: number
  /** In how many cases the commit was sent on and the answer dropped, and in how many the commit was lost. */
  cuts: { answerLost: number; commitLost: number }
  close(): Promise<void>
}

/**
 * A simple query `commit`, as a client sends it, and the name of a prepared append, which is a transaction by itself, in
 * a Bind to the unnamed portal (PostgreSQL, Frontend/Backend Protocol, Message Formats).
 */
const commits = [Buffer.from('Q\0\0\0\x0bcommit\0'), Buffer.from('\0whistle_append_')]

/** @param part in which part of all commits the connection is cut */
export async function startCuttingProxy({
  target,
  part,
  chance,
}: {
  target: number
  part: number
  chance: Chance
}): Promise<CuttingProxy> {
  const cuts = { answerLost: 0, commitLost: 0 }
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const database = connect(target, '127.0.0.1')
    const cut = () => {
      client.destroy()
      database.destroy()
    }
    let dropAnswer = false
    for (const socket of [client, database]) {
      sockets.add(socket)
      socket.on('error', cut).on('close', () => {
        sockets.delete(socket)
        cut()
      })
    }
    client.on('data', (bytes) => {
      if (commits.some((commit) => bytes.includes(commit)) && chance.in(part)) {
        if (chance.in(0.3)) {
          cuts.commitLost += 1
          return cut()
        }
        dropAnswer = true
      }
      return database.write(bytes)
    })
    database.on('data', (bytes) => {
      if (!dropAnswer) return client.write(bytes)
      cuts.answerLost += 1
      return cut()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    cuts,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
