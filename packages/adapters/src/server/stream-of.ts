/** Chunks as the body of an answer: one is taken when the client is ready for it. */

/** @param onError told of what breaks the stream off; by then the answer has begun, so the client sees it end too early */
export const streamOf = (
  chunks: AsyncIterable<Uint8Array>,
  onError: (error: unknown) => void,
): ReadableStream<Uint8Array<ArrayBuffer>> => {
  const iterator = chunks[Symbol.asyncIterator]()
  // Then nobody waits for the chunk that is being read.
  let isGone = false
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const next = await iterator.next()
          if (isGone) return
          if (next.done) controller.close()
          else controller.enqueue(Uint8Array.from(next.value))
        } catch (error) {
          if (isGone) return
          onError(error)
          // A server writes what it is told here into the answer.
          controller.error(new Error('The answer broke off.'))
        }
      },
      async cancel() {
        isGone = true
        await iterator.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}
