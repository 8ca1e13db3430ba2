import type { TicketChange, TicketGateway } from '@chuishao/core/service'
import { expect, it } from 'vitest'
import { sharingFeed } from './shared-feed.ts'

type SubscribeArguments = Parameters<TicketGateway['subscribe']>

/** A gateway of which only the stream matters. */
function streams() {
  const opened: { onChange: SubscribeArguments[0]; options: SubscribeArguments[1] }[] = []
  const gateway = {
    capabilities: { upload: false, subscribe: true, history: false, figures: false },
    subscribe: (onChange: SubscribeArguments[0], options: SubscribeArguments[1]) =>
      void opened.push({ onChange, options }),
  } as unknown as TicketGateway
  return { opened, gateway: sharingFeed(gateway) }
}

const change = { position: 1, ticketId: 't', version: 1 } as TicketChange

it('opens one stream for all subscribers and tells each of them', () => {
  const { opened, gateway } = streams()
  const heard: string[] = []
  const signal = new AbortController().signal
  gateway.subscribe(() => heard.push('first'), { signal, onState: (state) => heard.push(`first ${state}`) })
  opened[0]?.options.onState?.('live')
  gateway.subscribe(() => heard.push('second'), { signal, onState: (state) => heard.push(`second ${state}`) })
  opened[0]?.onChange(change)
  expect(opened).toHaveLength(1)
  expect(heard).toEqual(['first live', 'second live', 'first', 'second'])
})

it('ends the stream with the last subscriber, and opens another for the next one', () => {
  const { opened, gateway } = streams()
  const one = new AbortController()
  const other = new AbortController()
  gateway.subscribe(() => {}, { signal: one.signal })
  gateway.subscribe(() => {}, { signal: other.signal })
  one.abort()
  expect(opened[0]?.options.signal.aborted).toBe(false)
  other.abort()
  expect(opened[0]?.options.signal.aborted).toBe(true)
  gateway.subscribe(() => {}, { signal: new AbortController().signal })
  expect(opened).toHaveLength(2)
})
