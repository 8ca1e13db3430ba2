/**
 * A whistle that was begun and not sent, kept on this device with its photos: it survives a reload and the end of the
 * browser. Loaded only where a gateway keeps things. A resident's data is not kept.
 */
import type { Outbox } from '@chuishao/core/service'
import { crsChoices, type Place } from './place.ts'
import { textFrom, type UnsentText } from './session-memory.ts'

export interface Begun {
  text: UnsentText
  /** Coordinates, where there are any. */
  point: Pick<Place, 'lng' | 'lat' | 'crs'> | undefined
  photos: readonly Blob[]
}

/** Typing is written down this often at most, and also while it goes on: a browser may be killed at any key. */
const everyMs = 300

export class KeptDraft {
  readonly #outbox: Outbox
  #timer: ReturnType<typeof setTimeout> | undefined
  #latest: Begun | undefined
  /** Those that are written down: they are large, and rarely change. */
  #photos: readonly Blob[] = []
  #written: Promise<void> = Promise.resolve()

  constructor(outbox: Outbox) {
    this.#outbox = outbox
  }

  async read(): Promise<Begun | undefined> {
    const [answers, stored] = await Promise.all([this.#outbox.kept('answers'), this.#outbox.kept('photos')])
    this.#photos = Array.isArray(stored) ? stored.filter((it): it is Blob => it instanceof Blob) : []
    const text = textFrom(answers)
    const point = pointFrom(answers)
    if (Object.keys(text).length + this.#photos.length === 0 && !point) return undefined
    return { text, point, photos: this.#photos }
  }

  /** A photo at once. */
  keep(begun: Begun): void {
    const hasOtherPhotos = !isSame(begun.photos, this.#latest?.photos ?? this.#photos)
    this.#latest = begun
    if (hasOtherPhotos) this.#write()
    else this.#timer ??= setTimeout(() => this.#write(), everyMs)
  }

  forget(): void {
    this.#latest = undefined
    this.#write()
  }

  /** Now, where something waits to be written. */
  flush(): void {
    if (this.#timer !== undefined) this.#write()
  }

  /** One after the other. Where the device has no room, the form is not kept, and goes on without it. */
  #write(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#written = this.#written.then(() => this.#store(this.#latest)).catch(() => {})
  }

  async #store(begun: Begun | undefined): Promise<void> {
    const photos = begun?.photos ?? []
    await this.#outbox.keep('answers', begun && { ...begun.text, ...begun.point })
    if (begun && isSame(photos, this.#photos)) return
    await this.#outbox.keep('photos', begun && [...photos])
    this.#photos = photos
  }
}

const isSame = (some: readonly Blob[], others: readonly Blob[]): boolean =>
  some.length === others.length && some.every((it, at) => it === others[at])

function pointFrom(stored: unknown): Begun['point'] {
  if (typeof stored !== 'object' || stored === null) return undefined
  const { lng, lat, crs } = stored as Record<string, unknown>
  const system = crsChoices.find((it) => it === crs)
  if (typeof lng !== 'string' || typeof lat !== 'string' || !system || !(lng && lat)) return undefined
  return { lng, lat, crs: system }
}
