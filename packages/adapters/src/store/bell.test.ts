import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { createBell } from './bell.ts'

const never = () => new AbortController().signal

test('a ring between mark and wait is not lost', async () => {
  const bell = createBell()
  const mark = bell.mark('a')
  bell.ring('a')
  await bell.wait('a', mark, { signal: never() })
})

test('a ring wakes those who wait for this tenant only', async () => {
  const bell = createBell()
  const ours = bell.wait('a', bell.mark('a'), { signal: never() })
  const theirs = bell.wait('b', bell.mark('b'), { signal: never() })
  bell.ring('a')
  await ours
  expect(bell.waiting).toBe(1)
  bell.close()
  await theirs
  expect(bell.waiting).toBe(0)
})

test('abort and timeout end the wait and leave nothing behind', async () => {
  const bell = createBell()
  const abort = new AbortController()
  const waiting = bell.wait('a', bell.mark('a'), { signal: abort.signal, timeoutMs: 60_000 })
  expect(getEventListeners(abort.signal, 'abort')).toHaveLength(1)
  abort.abort()
  await waiting
  await bell.wait('a', bell.mark('a'), { signal: never(), timeoutMs: 1 })
  expect(getEventListeners(abort.signal, 'abort')).toHaveLength(0)
  expect(bell.waiting).toBe(0)
})
