/** One event stream for the whole page: a browser opens only six connections to one server, in all its tabs together. */
import type { TicketGateway } from '@chuishao/core/service'

type Subscribe = TicketGateway['subscribe']
type OnChange = Parameters<Subscribe>[0]
type OnState = NonNullable<Parameters<Subscribe>[1]['onState']>

interface Listener {
  onChange: OnChange
  onState: OnState | undefined
}

/** The same gateway, whose subscribers share one stream. It opens with the first of them and ends with the last. */
export function sharingFeed(gateway: TicketGateway): TicketGateway {
  const listeners = new Set<Listener>()
  let stream: AbortController | undefined
  let state: Parameters<OnState>[0] | undefined

  const open = () => {
    stream = new AbortController()
    gateway.subscribe((change) => listeners.forEach(({ onChange }) => onChange(change)), {
      signal: stream.signal,
      onState: (now) => {
        state = now
        listeners.forEach(({ onState }) => onState?.(now))
      },
    })
  }

  return {
    ...gateway,
    subscribe(onChange, { signal, onState }) {
      if (signal.aborted) return
      const listener = { onChange, onState }
      listeners.add(listener)
      if (stream === undefined) open()
      else if (state !== undefined) onState?.(state)
      signal.addEventListener('abort', () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        stream?.abort()
        stream = undefined
        state = undefined
      })
    },
  }
}
