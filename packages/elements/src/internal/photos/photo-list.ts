/** The photos somebody has picked: made small at once, uploaded when the form is sent, each of them only once. */
import type { TicketGateway } from '@chuishao/core/service'
import type { AttachmentRef } from '@chuishao/core/ticket'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { drawPhoto, PhotoError, shrinkPhoto, type PhotoFlaw } from './shrink-photo.ts'

export interface Photo {
  readonly id: number
  /** What will be uploaded; absent while it is being made, and for a stored photo that is not shown yet. */
  blob?: Blob
  /** A small picture to show. */
  thumbnail?: HTMLCanvasElement
  /** Where the backend keeps it, once it does. */
  ref?: AttachmentRef
  /** Share that has been uploaded, 0 to 1, while it is under way. */
  progress?: number
}

/** Why something that was picked is not in the list. */
export type PhotoRefusal = { code: PhotoFlaw; name: string } | { code: 'tooMany' }

const thumbnailEdge = 320

export class PhotoList implements ReactiveController {
  photos: readonly Photo[] = []
  refusals: readonly PhotoRefusal[] = []
  readonly max: number
  readonly #host: ReactiveControllerHost
  #lastId = 0
  #preparing: Promise<unknown> = Promise.resolve()

  constructor(host: ReactiveControllerHost, { max = 9 }: { max?: number } = {}) {
    this.#host = host
    this.max = max
    host.addController(this)
  }

  hostConnected(): void {}

  /** True until every photo is ready to be sent. */
  get preparing(): boolean {
    return this.photos.some(({ blob, ref }) => !blob && !ref)
  }

  /** Compressed photos, for hosts that upload them themselves. */
  get blobs(): Blob[] {
    return this.photos.flatMap(({ blob }) => blob ?? [])
  }

  /** One after the other: several photos of a phone's camera at once are too much for its memory. */
  async add(files: Iterable<File>): Promise<void> {
    const wanted = [...files]
    const room = Math.max(0, this.max - this.photos.length)
    const taken = wanted.slice(0, room).map((file) => ({ file, photo: { id: ++this.#lastId } }))
    this.refusals = wanted.length > room ? [{ code: 'tooMany' }] : []
    this.photos = [...this.photos, ...taken.map(({ photo }) => photo)]
    this.#host.requestUpdate()
    const earlier = this.#preparing
    const preparing = (async () => {
      await earlier
      for (const { file, photo } of taken) await this.#prepare(file, photo)
    })()
    this.#preparing = preparing
    await preparing
  }

  remove(id: number): void {
    this.photos = this.photos.filter((photo) => photo.id !== id)
    this.refusals = []
    this.#host.requestUpdate()
  }

  clear(): void {
    this.photos = []
    this.refusals = []
    this.#host.requestUpdate()
  }

  /** Shows photos that the backend keeps already, of a draft that is taken up again. */
  async restore(refs: readonly AttachmentRef[], gateway: TicketGateway): Promise<void> {
    this.photos = refs.map((ref) => ({ id: ++this.#lastId, ref }))
    this.#host.requestUpdate()
    for (const { id, ref } of this.photos) {
      if (!ref) continue
      const blob = await gateway.download(ref.sha256).catch(() => undefined)
      if (blob) this.#change(id, { blob, thumbnail: await drawPhoto(blob, thumbnailEdge) })
    }
  }

  /** Shows photos that were made small before. */
  async takeUp(blobs: readonly Blob[]): Promise<void> {
    this.photos = blobs.map((blob) => ({ id: ++this.#lastId, blob }))
    this.#host.requestUpdate()
    for (const { id, blob } of this.photos) {
      const thumbnail = blob && (await drawPhoto(blob, thumbnailEdge).catch(() => undefined))
      if (thumbnail) this.#change(id, { thumbnail })
      else this.remove(id)
    }
  }

  /** Uploads what the backend does not have yet. Throws what the gateway throws; a second call goes on from there. */
  async upload(gateway: TicketGateway, { signal }: { signal?: AbortSignal } = {}): Promise<AttachmentRef[]> {
    await this.#preparing
    for (const { id, blob, ref } of this.photos) {
      if (ref || !blob) continue
      this.#change(id, { progress: 0 })
      try {
        const onProgress = (progress: number) => this.#change(id, { progress })
        const stored = await gateway.upload(blob, { onProgress, ...(signal && { signal }) })
        this.#change(id, { ref: stored })
      } finally {
        this.#change(id, { progress: undefined })
      }
    }
    return this.photos.flatMap(({ ref }) => ref ?? [])
  }

  /** The backend has one of them no more: those that are here are uploaded again the next time. */
  forgetUploads(): void {
    this.photos = this.photos.map(({ ref, ...photo }) => (ref && !photo.blob ? { ...photo, ref } : photo))
  }

  async #prepare(file: File, { id }: Photo): Promise<void> {
    try {
      const blob = await shrinkPhoto(file)
      this.#change(id, { blob, thumbnail: await drawPhoto(blob, thumbnailEdge) })
    } catch (error) {
      const code = error instanceof PhotoError ? error.code : 'unreadable'
      this.photos = this.photos.filter((photo) => photo.id !== id)
      this.refusals = [...this.refusals, { code, name: file.name }]
      this.#host.requestUpdate()
    }
  }

  #change(id: number, change: { [Key in keyof Photo]?: Photo[Key] | undefined }): void {
    this.photos = this.photos.map((photo) => (photo.id === id ? merged(photo, change) : photo))
    this.#host.requestUpdate()
  }
}

function merged(photo: Photo, change: { [Key in keyof Photo]?: Photo[Key] | undefined }): Photo {
  const { progress, ...rest } = { ...photo, ...change } as Photo
  return progress === undefined ? rest : { ...rest, progress }
}
