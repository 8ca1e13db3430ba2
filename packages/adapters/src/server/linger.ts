/** Ends an answer a little after its last byte, for a client that is still sending. */

/**
 * With `Connection: close` a server cuts the connection when the answer ends, and what the client was sending then resets
 * it, often before the client has read the answer. The length is said, so the client has all of it at once and leaves.
 */
export const lingering = (text: string, ms: number): ReadableStream<Uint8Array> => {
  let timer: ReturnType<typeof setTimeout>
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text))
      timer = setTimeout(() => controller.close(), ms)
    },
    cancel: () => clearTimeout(timer),
  })
}
