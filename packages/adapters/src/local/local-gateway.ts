/** The gateway straight onto a service in the same process: for tests, demos and server-side callers. */
import {
  GatewayError,
  type MakeThumbnail,
  type Session,
  type TicketGateway,
  type TicketService,
} from '@chuishao/core/service'
import { keepTrying } from '../http/backoff.ts'
import { tellSafely } from '../http/tell-safely.ts'
import type { AcceptPhoto } from '../server/accept-photo.ts'
import { executeSeen } from '../server/execute-seen.ts'
import { acceptByBytes } from './accept-by-bytes.ts'

export interface LocalGatewayOptions {
  /** Checks photos; by default looks at their first bytes and at their size. */
  acceptPhoto?: AcceptPhoto
  /** Draws small pictures; without it whoever asks for one gets the photo itself. */
  makeThumbnail?: MakeThumbnail
}

export const localGateway = (
  service: TicketService,
  session: Session,
  { acceptPhoto = acceptByBytes(), makeThumbnail }: LocalGatewayOptions = {},
): TicketGateway => ({
  capabilities: { upload: true, subscribe: true, history: true, figures: true },

  whoAmI: async () => session.actor,
  city: async () => service.city(session),
  figures: (filter) => service.figures(session, filter),

  preview: async (matterCode, communityId) => service.preview(session, matterCode, communityId) ?? notFound(),

  execute: async (ticketId, command, options) =>
    (await executeSeen(service, session, ticketId, command, options)) ?? notFound(),
  get: (ticketId, looking) => service.get({ ...session, ...looking }, ticketId),
  history: async (ticketId, looking) =>
    (await service.history({ ...session, ...looking }, ticketId)) ?? notFound(),
  query: (query) => service.query(session, query),

  subscribe(onChange, { signal, onState }) {
    let after: number | undefined
    void keepTrying(
      async (onSuccess) => {
        after ??= await service.position(session)
        onSuccess()
        if (!signal.aborted) onState?.('live')
        try {
          for await (const change of service.feed(session, { after, signal })) {
            after = change.position
            tellSafely(() => onChange(change))
          }
        } finally {
          if (!signal.aborted) onState?.('waiting')
        }
      },
      { signal },
    )
  },

  async upload(photo, { signal, onProgress } = {}) {
    const accepted = await acceptPhoto(chunksOf(photo))
    if (!accepted.ok) {
      signal?.throwIfAborted()
      throw refusals[accepted.code]()
    }
    try {
      signal?.throwIfAborted()
      const ref = await service.upload(session, accepted.photo)
      onProgress?.(1)
      return ref
    } finally {
      await accepted.discard()
    }
  },

  async download(sha256, { size } = {}) {
    if (size === 'thumbnail' && makeThumbnail) {
      const webp = (await service.thumbnail(session, sha256, makeThumbnail)) ?? notFound()
      return new Blob([Uint8Array.from(webp)], { type: 'image/webp' })
    }
    const { ref, chunks } = (await service.download(session, sha256)) ?? notFound()
    const parts: Uint8Array<ArrayBuffer>[] = []
    for await (const chunk of chunks) parts.push(Uint8Array.from(chunk))
    return new Blob(parts, { type: ref.mediaType })
  },
})

/** Piece by piece; Safari cannot take the stream of a file with `for await`. */
async function* chunksOf(photo: Blob): AsyncGenerator<Uint8Array> {
  const step = 256 * 1024
  for (let at = 0; at < photo.size; at += step)
    yield new Uint8Array(await photo.slice(at, at + step).arrayBuffer())
}

const notFound = (): never => {
  throw new GatewayError('notFound')
}

const refusals = {
  tooLarge: () => new GatewayError('tooLarge'),
  photoTooManyPixels: () =>
    new GatewayError('tooLarge', { zh: '照片像素过大。', en: 'The photo has too many pixels.' }),
  unsupportedType: () => new GatewayError('unsupportedType'),
  photoIsHeic: () =>
    new GatewayError('unsupportedType', {
      zh: '不支持 HEIC 照片，请转换为 JPEG。',
      en: 'HEIC is not accepted: send the photo as JPEG.',
    }),
  photoUnreadable: () =>
    new GatewayError('unsupportedType', { zh: '照片已损坏，无法读取。', en: 'The photo is damaged.' }),
} as const
