/** The body of a report, within bounds: anybody may send one, for the api key stands inside. */
import { BusyError, createGate } from '../../server/gate.ts'
import { readBody } from '../../server/read-body.ts'
import { FaceError } from './answer.ts'

/** 4,000 characters of description, each nine bytes once it is percent-encoded, and the other fields. */
const mostTextBytes = 64 * 1024
/** As much as nine photos of a phone. */
const mostPhotoBytes = 48 * 1024 * 1024
const pace = { graceMs: 30_000, bytesPerSecond: 1_000, idleMs: 30_000 }

/** Reads forms; so many with photos at once, for each is held in memory. */
export function formReader({ photosAtOnce = 4 }: { photosAtOnce?: number } = {}) {
  const gate = createGate({ atOnce: photosAtOnce })

  const read = async (request: Request, type: string, mostBytes: number): Promise<FormData> => {
    const body = await readBody(request, mostBytes, pace)
    if (!body.ok) throw new FaceError(400, `The body is too large, too slow or broken off (${body.code})`)
    return new Response(body.bytes, { headers: { 'Content-Type': type } }).formData().catch(() => {
      throw new FaceError(400, 'The body must be application/x-www-form-urlencoded or multipart/form-data')
    })
  }

  return {
    /** Calls `use` with the form while its place is kept. */
    async with<T>(request: Request, use: (form: FormData) => Promise<T>): Promise<T> {
      const type = request.headers.get('Content-Type') ?? ''
      if (!/^multipart\//i.test(type)) return use(await read(request, type, mostTextBytes))
      try {
        return await gate(async () => use(await read(request, type, mostPhotoBytes)))
      } catch (error) {
        if (error instanceof BusyError)
          throw new FaceError(503, 'Too many reports with photos at once. Try again soon.', {
            'Retry-After': '2',
          })
        throw error
      }
    },
  }
}
