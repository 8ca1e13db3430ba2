/**
 * The body of a report, within bounds. Anybody may send one, for the api key stands inside: so only its beginning is read
 * until it is known who sends it.
 */
import { allBytes } from '../../attachments/all-bytes.ts'
import { bodyChunks, BodyError } from '../../server/body-chunks.ts'
import { BusyError, createGate } from '../../server/gate.ts'
import { FaceError } from './answer.ts'

/** 4,000 characters of description, each nine bytes once it is percent-encoded, and the other fields. */
const mostTextBytes = 64 * 1024
/** As much as nine photos of a phone. */
const mostPhotoBytes = 48 * 1024 * 1024
const pace = { graceMs: 30_000, bytesPerSecond: 1_000, idleMs: 30_000 }

interface Use<A, T> {
  /** Gets the fields that come before the first file, and throws where who sends them may not. */
  admit: (fields: FormData) => Promise<A>
  use: (form: FormData, admitted: A) => Promise<T>
}

/** Reads forms; so many with photos at once, for each is held in memory. */
export function formReader({ photosAtOnce = 4 }: { photosAtOnce?: number } = {}) {
  const gate = createGate({ atOnce: photosAtOnce })

  async function withText<A, T>(request: Request, type: string, { admit, use }: Use<A, T>): Promise<T> {
    const form = await formOf(await allBytes(bodyChunks(request, mostTextBytes, pace)), type)
    return use(form, await admit(form))
  }

  async function withPhotos<A, T>(request: Request, type: string, { admit, use }: Use<A, T>): Promise<T> {
    const chunks = bodyChunks(request, mostPhotoBytes, pace)
    try {
      const head = await beginningOf(chunks)
      const admitted = await admit(await fieldsIn(head, type))
      return await gate(async () => use(await formOf(await allBytes(after(head, chunks)), type), admitted))
    } finally {
      await chunks.return(undefined)
    }
  }

  return {
    /** Calls `use` with the form once `admit` has let it in, for photos while their place is kept. */
    async with<A, T>(request: Request, use: Use<A, T>): Promise<T> {
      const type = request.headers.get('Content-Type') ?? ''
      const read = /^multipart\//i.test(type) ? withPhotos : withText
      try {
        return await read(request, type, use)
      } catch (error) {
        if (error instanceof BusyError)
          throw new FaceError(503, 'Too many reports with photos at once. Try again soon.', {
            'Retry-After': '2',
          })
        if (error instanceof BodyError)
          throw new FaceError(
            error.code === 'bodyTooSlow' ? 408 : 400,
            `The body is too large, too slow or broken off (${error.code})`,
          )
        throw error
      }
    },
  }
}

const formOf = (bytes: Uint8Array<ArrayBuffer>, type: string): Promise<FormData> =>
  new Response(bytes, { headers: { 'Content-Type': type } }).formData().catch(() => {
    throw new FaceError(400, 'The body must be application/x-www-form-urlencoded or multipart/form-data')
  })

/** As many bytes as a form without files may have, and what came with the last of them. */
async function beginningOf(chunks: AsyncGenerator<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const taken: Uint8Array[] = []
  for (let size = 0; size < mostTextBytes;) {
    const next = await chunks.next()
    if (next.done) break
    taken.push(next.value)
    size += next.value.byteLength
  }
  return allBytes(inOrder(taken))
}

async function* inOrder(chunks: readonly Uint8Array[]) {
  yield* chunks
}

async function* after(head: Uint8Array, rest: AsyncIterable<Uint8Array>) {
  yield head
  yield* rest
}

/** The parts that are whole in the beginning of a form. */
async function fieldsIn(head: Uint8Array, type: string): Promise<FormData> {
  const boundary = /boundary="?([^";]+)/i.exec(type)?.[1]
  // One sign for each byte, whatever they say.
  const text = new TextDecoder('latin1').decode(head)
  const end = boundary === undefined ? -1 : text.lastIndexOf(`\r\n--${boundary}`)
  if (end < 0) return new FormData()
  const closing = new TextEncoder().encode(`\r\n--${boundary}--\r\n`)
  return formOf(await allBytes(inOrder([head.subarray(0, end), closing])), type)
}
