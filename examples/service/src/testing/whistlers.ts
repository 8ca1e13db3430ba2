/** Clients that whistle one after another, on connections that they keep, and know what became of each call. */
import { send, whistle, type Order } from './ask.ts'

export interface Whistlers {
  acknowledged: Order[]
  /** Calls that had no answer at all; a client sends them again under the same key. */
  unanswered: Order[]
  /** Answers that are none, or not whole. */
  broken: string[]
  /** Resolves when so many more are acknowledged, or one was broken. */
  more(count: number): Promise<void>
  /** Resolves when every client has met a service that takes no more connections. */
  turnedAway: Promise<void>
}

export function startWhistlers(url: string, token: string, clients = 6): Whistlers {
  const waiting = new Set<() => void>()
  const whistlers: Whistlers = {
    acknowledged: [],
    unanswered: [],
    broken: [],
    more: (count) =>
      new Promise((resolve) => {
        const goal = whistlers.acknowledged.length + count
        const look = () => {
          if (whistlers.acknowledged.length < goal && whistlers.broken.length === 0) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    turnedAway: Promise.all(Array.from({ length: clients }, () => work())).then(() => {}),
  }
  return whistlers

  async function work(): Promise<void> {
    for (;;) {
      const order = whistle()
      const answer = await send(url, token, order).catch(() => undefined)
      if (!answer) {
        whistlers.unanswered.push(order)
        return
      }
      const body = await answer.json().catch(() => ({ code: 'cut' }))
      if (answer.status === 201 && body.version === 1) whistlers.acknowledged.push(order)
      else whistlers.broken.push(`${answer.status} ${body.code}`)
      for (const look of waiting) look()
      if (whistlers.broken.length > 0) return
    }
  }
}
