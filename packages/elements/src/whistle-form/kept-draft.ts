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

/** Typing is written down once it pauses. */
const pauseMs = 300

export class KeptDraft {
  readonly #outbox: Outbox
  #pause: ReturnType<typeof setTimeout> | undefined
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

  keep({ text, point, photos }: Begun): void {
    this.#write(async () => {
      await this.#outbox.keep('answers', { ...text, ...point })
      if (photos.length === this.#photos.length && photos.every((it, at) => it === this.#photos[at])) return
      await this.#outbox.keep('photos', [...photos])
      this.#photos = photos
    }, pauseMs)
  }

  forget(): void {
    this.#write(async () => {
      await this.#outbox.keep('answers', undefined)
      await this.#outbox.keep('photos', undefined)
      this.#photos = []
    }, 0)
  }

  /** One after the other. Where the device has no room, the form is not kept, and goes on without it. */
  #write(work: () => Promise<void>, afterMs: number): void {
    clearTimeout(this.#pause)
    this.#pause = setTimeout(() => {
      this.#written = this.#written.then(work).catch(() => {})
    }, afterMs)
  }
}

function pointFrom(stored: unknown): Begun['point'] {
  if (typeof stored !== 'object' || stored === null) return undefined
  const { lng, lat, crs } = stored as Record<string, unknown>
  const system = crsChoices.find((it) => it === crs)
  if (typeof lng !== 'string' || typeof lat !== 'string' || !system || !(lng && lat)) return undefined
  return { lng, lat, crs: system }
}
