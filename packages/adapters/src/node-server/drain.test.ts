import { expect, it } from 'vitest'
import { drain } from './drain.ts'
import { listen, type Fetch } from './listen.ts'

/** An answer that waits until it is let go. */
function held() {
  const waiting: (() => void)[] = []
  const answer: Fetch = async () => {
    await new Promise<void>((resolve) => waiting.push(resolve))
    return new Response('whole')
  }
  return { answer, waiting, letGo: () => waiting.splice(0).forEach((it) => it()) }
}

it('every answer under way arrives whole and sends its client elsewhere', async () => {
  const listening = await listen({ host: '127.0.0.1', port: 0 })
  const { answer, waiting, letGo } = held()
  listening.answerWith(answer)
  const asked = Array.from({ length: 20 }, () => fetch(listening.url))
  await expect.poll(() => waiting.length).toBe(20)

  const shutdown = new AbortController()
  const drained = drain({ listening, shutdown, graceMs: 10_000 })
  expect(shutdown.signal.aborted).toBe(true)
  letGo()
  const answers = await Promise.all(asked)
  expect(await Promise.all(answers.map((it) => it.text()))).toEqual(Array(20).fill('whole'))
  expect(new Set(answers.map((it) => it.headers.get('Connection')))).toEqual(new Set(['close']))
  await drained
  await expect(fetch(listening.url)).rejects.toThrow()
})

it('an answer that never comes is cut after the grace, and the server is closed', async () => {
  const listening = await listen({ host: '127.0.0.1', port: 0 })
  const { answer, waiting } = held()
  listening.answerWith(answer)
  const cut = fetch(listening.url).then(
    () => 'answered',
    () => 'cut',
  )
  await expect.poll(() => waiting.length).toBe(1)
  await drain({ listening, shutdown: new AbortController(), graceMs: 1 })
  expect(await cut).toBe('cut')
})
