/**
 * Photos of a portal. It names them by address, we by a digest, and the bytes are only known to whoever fetches them. A
 * photo on a ticket is named by the ticket and the digest of its address, so that the address is found again wherever
 * the ticket can be read: after a reload, in another tab, from a list that was kept. One that was only uploaded is known
 * for as long as the page is open.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { GatewayError, type TicketGateway } from '@chuishao/core/service'
import type { AttachmentRef } from '@chuishao/core/ticket'
import { failureOf } from '../http/failures.ts'
import { abortError } from '../http/answer-in-time.ts'
import { tellPhoto } from '../local/accept-by-bytes.ts'
import { valueAt } from './at-path.ts'
import type { PhotoNames } from './convert.ts'
import type { PortalDescription } from './description.ts'
import { isUuid } from '../foreign/native-id.ts'
import type { PortalAnswer, PortalConnection } from './portal-connection.ts'
import { failureFrom, unfitAnswer } from './portal-failure.ts'
import { fillRequest } from './request-line.ts'

const mediaTypes: Record<string, AttachmentRef['mediaType']> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
}

/** By the address's ending; JPEG where it has none. */
const mediaTypeOf = (address: string) =>
  mediaTypes[/\.(\w+)(?:[?#].*)?$/.exec(address)?.[1]?.toLowerCase() ?? ''] ?? 'image/jpeg'

export interface KnownPhotos extends PhotoNames {
  addressAt: (digest: string) => string | undefined
  /** What a photo was when it was uploaded: a name that is a number does not say. */
  uploaded: (address: string, mediaType: AttachmentRef['mediaType']) => AttachmentRef
  /** The same photos under the ticket that they are on. */
  on: (ticketId: string, refs: AttachmentRef[]) => AttachmentRef[]
}

export function photoNames(): KnownPhotos {
  const addresses = new Map<string, string>()
  const types = new Map<string, AttachmentRef['mediaType']>()
  const refOf = (address: string): AttachmentRef => {
    const digest = bytesToHex(sha256(utf8ToBytes(address)))
    addresses.set(digest, address)
    return { sha256: digest, mediaType: types.get(address) ?? mediaTypeOf(address), bytes: 1 }
  }
  return {
    refOf,
    uploaded(address, mediaType) {
      types.set(address, mediaType)
      return refOf(address)
    },
    addressOf: (ref) => addresses.get(ref.sha256),
    addressAt: (digest) => addresses.get(digest),
    on: (ticketId, refs) =>
      refs.map((ref) => {
        const digest = ticketId.replace(/-/g, '') + ref.sha256.slice(0, 32)
        const address = addresses.get(ref.sha256)
        if (address !== undefined) addresses.set(digest, address)
        return { ...ref, sha256: digest }
      }),
  }
}

/** The ticket that a photo is on, where its name says one. */
const ticketNamedBy = (digest: string): string | undefined => {
  const id = digest.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  return isUuid(id) ? id : undefined
}

type Photos = Pick<TicketGateway, 'upload' | 'download'>

export function portalPhotos(
  description: PortalDescription,
  connection: PortalConnection,
  names: KnownPhotos,
  /** Reads the ticket anew, and with it the addresses of its photos. */
  readTicket: (ticketId: string) => Promise<unknown>,
): Photos {
  const { upload, download } = description
  return {
    async upload(photo, { signal, onProgress } = {}) {
      if (upload === undefined) throw failureOf(404, undefined)
      if (signal?.aborted) throw abortError(signal)
      const accepted = await tellPhoto(photo, upload.maxBytes)
      if (!accepted.ok) throw failureOf(accepted.code === 'tooLarge' ? 413 : 415, undefined)
      const ending = accepted.mediaType === 'image/jpeg' ? 'jpg' : accepted.mediaType.slice('image/'.length)
      const file = new File([photo], `photo.${ending}`, { type: accepted.mediaType })
      const answer = await sendPhoto(file, upload, connection, signal)
      if (!answer.ok) throw failureFrom(answer.refusal, description)
      const address = valueAt(answer.json, upload.photo)
      if ((typeof address !== 'string' && typeof address !== 'number') || address === '')
        throw unfitAnswer(description, answer.url, upload.photo, '缺少 / missing')
      onProgress?.(1)
      return names.uploaded(String(address), accepted.mediaType)
    },

    async download(digest) {
      const ticketId = names.addressAt(digest) === undefined ? ticketNamedBy(digest) : undefined
      if (ticketId !== undefined) await readTicket(ticketId)
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
      if (blob.type.includes('json')) throw new GatewayError('notFound')
      return isPhoto ? blob : blob.slice(0, blob.size, mediaTypeOf(address))
    },
  }
}

async function sendPhoto(
  file: File,
  { send, part = 'file', body, bodyAs }: NonNullable<PortalDescription['upload']>,
  connection: PortalConnection,
  signal: AbortSignal | undefined,
): Promise<PortalAnswer> {
  if (body === undefined) {
    const form = new FormData()
    form.append(part, file, file.name)
    const [method = 'POST', path = '/'] = send.split(' ')
    return connection.send(form, method, path, signal)
  }
  const base64 = base64Of(new Uint8Array(await file.arrayBuffer()))
  const scope: Record<string, unknown> = {
    base64,
    name: file.name,
    mediaType: file.type,
    bytes: file.size,
  }
  return connection.ask(
    fillRequest({ send, body, bodyAs }, (name) => scope[name]),
    signal,
  )
}

/** In steps, because a call takes only so many arguments. */
function base64Of(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += 8192)
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(binary)
}
