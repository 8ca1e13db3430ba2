/** One whistle as a new GeoReport request. */
import { toWgs84 } from '@chuishao/core/insight/common-issues'
import type { Draft } from '@chuishao/core/ticket'
import { readRequests, type ServiceRequest } from '../protocol/records.ts'
import type { Answers } from './answers.ts'
import type { Answer, Connection } from './connection.ts'
import type { Open311Photos, PhotosToSend } from './photos.ts'

/** Who reports, as the server is told. */
export interface Reporter {
  email?: string
  firstName?: string
  lastName?: string
  phone?: string
  accountId?: string
  deviceId?: string
}

/** The resident whom the draft names, with the number; else whoever the page says. Nobody by default: it is their data. */
export type WhoReports = 'resident' | Reporter | ((draft: Draft) => Reporter | undefined)

export interface RequestToSend {
  serviceCode: string
  draft: Draft
  answers: Answers
  photos: PhotosToSend
}

export async function sendRequest(
  connection: Connection,
  request: RequestToSend,
  { reporter, photos }: { reporter?: WhoReports | undefined; photos?: Open311Photos | undefined },
): Promise<Answer<ServiceRequest | undefined>> {
  const fields = fieldsOf(request, reporterOf(request.draft, reporter))
  const { blobs } = request.photos
  const body =
    photos && 'part' in photos && blobs.length > 0
      ? multipart(fields, photos.part, blobs)
      : new URLSearchParams(fields)
  return connection.post('requests', body, (text) => readRequests(text)[0])
}

function reporterOf(draft: Draft, who: WhoReports | undefined): Reporter {
  if (typeof who === 'function') return who(draft) ?? {}
  if (who !== 'resident') return who ?? {}
  const { name, phone } = draft.contact ?? {}
  return { ...(name !== undefined && { firstName: name }), ...(phone !== undefined && { phone }) }
}

function fieldsOf({ serviceCode, draft, answers, photos }: RequestToSend, reporter: Reporter): string[][] {
  const { location, description } = draft
  const [first, ...others] = photos.urls
  const point =
    location?.lng === undefined || location.lat === undefined
      ? undefined
      : toWgs84({ crs: location.crs, lng: location.lng, lat: location.lat })
  const single: Record<string, string | undefined> = {
    service_code: serviceCode,
    // Seven digits are a centimetre.
    lat: point?.lat.toFixed(7),
    long: point?.lng.toFixed(7),
    address_string: location?.address,
    // There is room for one address of media: the others are words.
    description: [description, ...others].filter((it) => it !== undefined).join('\n') || undefined,
    media_url: first,
    first_name: reporter.firstName,
    last_name: reporter.lastName,
    phone: reporter.phone,
    email: reporter.email,
    account_id: reporter.accountId,
    device_id: reporter.deviceId,
  }
  return [
    ...Object.entries(single).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ...Object.entries(answers).flatMap(([code, answer]) =>
      typeof answer === 'string'
        ? [[`attribute[${code}]`, answer]]
        : answer.map((value) => [`attribute[${code}][]`, value]),
    ),
  ]
}

function multipart(fields: string[][], part: string, blobs: readonly Blob[]): FormData {
  const body = new FormData()
  for (const [name = '', value = ''] of fields) body.append(name, value)
  blobs.forEach((blob, index) => body.append(part, blob, `photo-${index + 1}.${endingOf(blob.type)}`))
  return body
}

const endingOf = (mediaType: string) =>
  mediaType === 'image/jpeg' ? 'jpg' : mediaType.slice('image/'.length)
