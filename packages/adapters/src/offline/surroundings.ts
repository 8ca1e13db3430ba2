/** What a browser gives to a gateway that works without a network; tests give their own. */
import type { OutboxSpace } from '@chuishao/core/service'
import type { Instant } from '@chuishao/core/ticket'
import { pause } from '../waiting/pause.ts'
import type { News } from './news.ts'

export interface Surroundings {
  /** This device's clock, which may be wrong. */
  now(): Instant
  /** 0 to 1, for waits that differ between devices. */
  random(): number
  /** Resolves after so many milliseconds, or when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>
  /** Calls back when it may be worth while to try again: the network is back, the page is looked at. */
  onReturn(callback: () => void, signal: AbortSignal): void
  /** Does the work while no other tab does it under this name, if that can be had, until the signal aborts. */
  lead(name: string, work: (isAlone: boolean) => Promise<void>, signal: AbortSignal): void
  /** Joins the tabs under a name; what one tab says the others hear. Answers how to say something. */
  join(name: string, hear: (news: News) => void, signal: AbortSignal): (news: News) => void
  /** Undefined where the browser does not tell. */
  space(): Promise<OutboxSpace | undefined>
  /** Asks the browser not to clear by itself what is kept; some ask the person, once. */
  persist(): Promise<void>
}

/**
 * Those of a browser. Without Web Locks (pages over plain HTTP have none, Safari before 15.4 neither, nor a channel) every tab sends by itself: the server tells repeats by their command ids.
 */
export const browserSurroundings = (): Surroundings => ({
  now: () => new Date().toISOString(),
  random: () => Math.random(),
  wait: pause,

  onReturn(callback, signal) {
    const visible = () => document.visibilityState === 'visible' && callback()
    addEventListener('online', callback, { signal })
    globalThis.document?.addEventListener('visibilitychange', visible, { signal })
  },

  lead(name, work, signal) {
    const { locks }: Partial<Navigator> = navigator
    if (!locks) return void work(false)
    // Aborted while it waits for its turn: then another tab leads on.
    locks.request(name, { signal }, () => work(true)).catch(() => {})
  },

  join(name, hear, signal) {
    if (typeof BroadcastChannel === 'undefined') return () => {}
    const channel = new BroadcastChannel(name)
    channel.onmessage = ({ data }: MessageEvent<News>) => hear(data)
    signal.addEventListener('abort', () => channel.close())
    return (news) => {
      if (!signal.aborted) channel.postMessage(news)
    }
  },

  async space() {
    const { storage }: Partial<Navigator> = navigator
    const { usage = 0, quota } = (await storage?.estimate?.()) ?? {}
    return storage && quota
      ? { usedBytes: usage, quotaBytes: quota, persistent: await storage.persisted() }
      : undefined
  },

  async persist() {
    const { storage }: Partial<Navigator> = navigator
    await storage?.persist?.()
  },
})
