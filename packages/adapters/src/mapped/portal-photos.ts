/**
 * Photos of a portal. It names them by address, we by a digest: that of the address, because the bytes are only known
 * to whoever fetches them. Addresses are kept for as long as the page is open.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { GatewayError, type TicketGateway } from '@chuishao/core/service'
import type { AttachmentRef } from '@chuishao/core/ticket'
import { failureOf } from '../http/failures.ts'
import { abortError } from '../http/answer-in-time.ts'
import { acceptByBytes } from '../local/accept-by-bytes.ts'
import { valueAt } from './at-path.ts'
import type { PhotoNames } from './convert.ts'
import type { PortalDescription } from './description.ts'
import type { PortalConnection } from './portal-connection.ts'
import { failureFrom, unfitAnswer } from './portal-failure.ts'

const mediaTypes: Record<string, AttachmentRef['mediaType']> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
}

/** By the address's ending; JPEG where it has none. */
const mediaTypeOf = (address: string) =>
  mediaTypes[/\.(\w+)(?:[?#].*)?$/.exec(address)?.[1]?.toLowerCase() ?? ''] ?? 'image/jpeg'

export function photoNames(): PhotoNames & { addressAt: (digest: string) => string | undefined } {
  const addresses = new Map<string, string>()
  return {
    refOf(address) {
      const digest = bytesToHex(sha256(utf8ToBytes(address)))
      addresses.set(digest, address)
      return { sha256: digest, mediaType: mediaTypeOf(address), bytes: 1 }
    },
    addressOf: (ref) => addresses.get(ref.sha256),
    addressAt: (digest) => addresses.get(digest),
  }
}

type Photos = Pick<TicketGateway, 'upload' | 'download'>

export function portalPhotos(
  description: PortalDescription,
  connection: PortalConnection,
  names: ReturnType<typeof photoNames>,
): Photos {
  const { upload, download } = description
  const accept = acceptByBytes(upload?.maxBytes === undefined ? {} : { limitBytes: upload.maxBytes })
  return {
    async upload(photo, { signal, onProgress } = {}) {
      if (upload === undefined) throw failureOf(404, undefined)
      if (signal?.aborted) throw abortError(signal)
      const accepted = await accept(new Uint8Array(await photo.arrayBuffer()))
      if (!accepted.ok) throw failureOf(accepted.code === 'tooLarge' ? 413 : 415, undefined)
      const body = new FormData()
      const ending = accepted.mediaType === 'image/jpeg' ? 'jpg' : accepted.mediaType.slice('image/'.length)
      body.append(upload.part ?? 'file', new Blob([photo], { type: accepted.mediaType }), `photo.${ending}`)
      const [method = 'POST', path = '/'] = upload.send.split(' ')
      const answer = await connection.send(body, method, path, signal)
      if (!answer.ok) throw failureFrom(answer.refusal, description)
      const address = valueAt(answer.json, upload.photo)
      if (typeof address !== 'string' || address === '')
        throw unfitAnswer(description, answer.url, upload.photo, '缺少 / missing')
      onProgress?.(1)
      return names.refOf(address)
    },

    async download(digest) {
      const address = names.addressAt(digest)
      if (address === undefined || download === undefined) throw failureOf(404, undefined)
      const [, path = ''] = download.split(' ')
      const whole = path.replace('{photo}', () =>
        path.startsWith('{photo}') ? address : encodeURIComponent(address),
      )
      const response = await connection.fetch(/^(https?:|\/)/.test(whole) ? whole : `/${whole}`)
      const blob = await response.blob()
      if (!response.ok) throw failureOf(response.status, undefined)
      const isPhoto = blob.type.startsWith('image/')
      if (blob.type.includes('json'))
        throw new GatewayError('notFound', { zh: '没有找到。', en: 'Not found.' })
      return isPhoto ? blob : blob.slice(0, blob.size, mediaTypeOf(address))
    },
  }
}
