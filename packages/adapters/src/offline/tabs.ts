/** What this tab and the others of the device tell each other, and who listens to it here. */
import type { News, SendingStatus } from './news.ts'
import type { Surroundings } from './surroundings.ts'

export interface Tabs {
  /** Tells all tabs, this one too. */
  tell(news: News): void
  /** Until the signal aborts. */
  listen(listener: (news: News) => void, signal: AbortSignal): void
  /** As the tab that sends told it last. */
  status: Pick<SendingStatus, 'sending' | 'pause'>
}

export function joinTabs(name: string, surroundings: Surroundings, signal: AbortSignal): Tabs {
  const listeners = new Set<(news: News) => void>()
  const hear = (news: News) => {
    if (news.type === 'status') tabs.status = news
    for (const listener of listeners) listener(news)
  }
  const say = surroundings.join(name, hear, signal)
  const tabs: Tabs = {
    status: { sending: new Set() },
    tell: (news) => {
      say(news)
      hear(news)
    },
    listen: (listener, until) => {
      listeners.add(listener)
      until.addEventListener('abort', () => listeners.delete(listener))
    },
  }
  say({ type: 'hello' })
  return tabs
}
