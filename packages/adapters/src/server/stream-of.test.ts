import { expect, it } from 'vitest'
import { streamOf } from './stream-of.ts'

/** Two chunks, of which the second is read when it is let go. */
function twoChunks() {
  const source = { isClosed: false, isAsked: () => {}, letGo: () => {}, fail: (_error?: unknown) => {} }
  const asked = new Promise<void>((resolve) => (source.isAsked = resolve))
  async function* chunks() {
    try {
      yield new Uint8Array([1])
      const second = new Promise<void>((resolve, reject) =>
        Object.assign(source, { letGo: resolve, fail: reject }),
      )
      source.isAsked()
      await second
      yield new Uint8Array([2])
    } finally {
      source.isClosed = true
    }
  }
  return { source, asked, chunks: chunks() }
}

it.each(['letGo', 'fail'] as const)(
  'a client that goes away while a chunk is read is nobody’s error, and the source is closed (%s)',
  async (end) => {
    const { source, asked, chunks } = twoChunks()
    const errors: unknown[] = []
    const reader = streamOf(chunks, (error) => errors.push(error)).getReader()
    expect((await reader.read()).value).toEqual(new Uint8Array([1]))
    void reader.read().catch(() => {})
    await asked
    const gone = reader.cancel().catch(() => {})
    source[end]()
    await gone
    expect(source.isClosed).toBe(true)
    expect(errors).toEqual([])
  },
)

it('a source that fails breaks the stream off, and only we are told why', async () => {
  const { source, asked, chunks } = twoChunks()
  const errors: unknown[] = []
  const reader = streamOf(chunks, (error) => errors.push(error)).getReader()
  await reader.read()
  const broken = reader.read().catch(String)
  await asked
  const failure = new Error('/srv/photos/150102/ab/cd.jpg is not what was stored there')
  source.fail(failure)
  // The server may write it to the client.
  expect(await broken).toBe('Error: The answer broke off.')
  expect(errors).toEqual([failure])
})
