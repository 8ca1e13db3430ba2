/**
 * Time that passes only when nothing is left to do: every promise that can settle settles, then the clock jumps to the
 * next timer. The same seed therefore always plays the same story.
 */
export interface VirtualTime {
  /** Milliseconds since the story began. */
  now(): number
  /** Calls back after so many milliseconds; what is due at the same moment in the order in which it was asked for. */
  after(ms: number, callback: () => void): void
  sleep(ms: number): Promise<void>
  /** Plays on until the given moment. */
  playUntil(moment: number): Promise<void>
}

interface Timer {
  at: number
  turn: number
  callback: () => void
}

export function virtualTime(): VirtualTime {
  let now = 0
  let turn = 0
  const heap: Timer[] = []

  const after = (ms: number, callback: () => void) =>
    push(heap, { at: now + Math.max(0, ms), turn: (turn += 1), callback })

  return {
    now: () => now,
    after,
    sleep: (ms) => new Promise((resolve) => after(ms, resolve)),
    playUntil: (moment) =>
      eachSettled(() => {
        const [next] = heap
        if (!next || next.at > moment) {
          now = moment
          return false
        }
        pop(heap)
        now = next.at
        next.callback()
        return true
      }),
  }
}

const callsAtOnce = 16

/**
 * Calls until the answer is false, each time after every microtask has run: so it is between two immediates. Several of
 * them in one turn of the event loop, which costs more than they do.
 */
const eachSettled = (call: () => boolean) =>
  new Promise<void>((resolve, reject) => {
    let isOver = false
    const once = () => {
      if (isOver) return
      try {
        isOver = !call()
        if (isOver) resolve()
      } catch (error) {
        isOver = true
        reject(error)
      }
    }
    const turn = () => {
      if (isOver) return
      for (let count = 0; count < callsAtOnce; count += 1) setImmediate(once)
      setImmediate(turn)
    }
    turn()
  })

const isBefore = (a: Timer, b: Timer) => a.at < b.at || (a.at === b.at && a.turn < b.turn)

function push(heap: Timer[], timer: Timer): void {
  let index = heap.length
  heap.push(timer)
  while (index > 0) {
    const up = (index - 1) >> 1
    const parent = heap[up]
    if (!parent || !isBefore(timer, parent)) break
    heap[index] = parent
    index = up
  }
  heap[index] = timer
}

function pop(heap: Timer[]): void {
  const last = heap.pop()
  if (!last || heap.length === 0) return
  let index = 0
  for (;;) {
    const left = heap[2 * index + 1]
    const right = heap[2 * index + 2]
    const child = right && left && isBefore(right, left) ? right : left
    if (!child || isBefore(last, child)) break
    const place = child === left ? 2 * index + 1 : 2 * index + 2
    heap[index] = child
    index = place
  }
  heap[index] = last
}
