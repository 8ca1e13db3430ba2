/** A report that comes in as a GeoReport `POST requests`: whistled by whoever the api key stands for. */
import { GatewayError, type TicketGateway } from '@chuishao/core/service'
import type { AttachmentRef, Draft, Rejection } from '@chuishao/core/ticket'
import { FaceError, type Row } from './answer.ts'

/** Where an `address_id` of the city's own register lies. */
export interface KnownAddress {
  address?: string
  /** Degrees in WGS 84. */
  lat?: number
  long?: number
}

export type AddressOf = (addressId: string) => KnownAddress | undefined | Promise<KnownAddress | undefined>

/** The new request's id. Throws a FaceError where something is missing, or the city's rules refuse it. */
export async function report(
  body: FormData,
  reporter: TicketGateway,
  addressOf: AddressOf | undefined,
): Promise<Row> {
  const text = (name: string) => textOf(body.get(name))
  const matterCode = text('service_code')
  if (matterCode === undefined) throw new FaceError(400, 'service_code was not provided')
  const { matters } = await reporter.city()
  if (!matters.some(({ code }) => code === matterCode))
    throw new FaceError(404, `service_code ${matterCode} was not found`)
  const place = await placeOf(text, addressOf)
  const { unitId: communityId } = await reporter.whoAmI()
  if (communityId === undefined) throw new FaceError(403, 'This api_key stands for no community')

  const name = nameOf(text('first_name'), text('last_name'))
  const phone = text('phone')
  const description = descriptionOf(body)
  const draft: Draft = {
    matterCode,
    ...(description && { description }),
    location: { crs: 'wgs84', communityId, ...place },
    attachments: await photosOf(body, reporter),
    ...((name || phone) && { contact: { ...(name && { name }), ...(phone && { phone }) } }),
  }
  const outcome = await reporter.execute(
    crypto.randomUUID(),
    { type: 'WHISTLE', draft },
    { commandId: crypto.randomUUID(), ifVersion: 0 },
  )
  if (!outcome.ok) throw new FaceError(400, 'rejection' in outcome ? sentence(outcome.rejection) : 'Refused')
  return {
    service_request_id: outcome.ticket.id,
    service_notice: text('media_url') === undefined ? null : notFetched,
    account_id: null,
  }
}

const notFetched =
  '未下载 media_url 的内容，其地址已写入描述；请上传照片文件 / media_url was not fetched, its address stands in the description: send the photo itself'

const textOf = (value: ReturnType<FormData['get']>): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined

type Place = Pick<NonNullable<Draft['location']>, 'lat' | 'lng' | 'address'>

/** One of `lat` and `long`, `address_string` or `address_id`, as the standard says; all that is given is kept. */
async function placeOf(
  text: (name: string) => string | undefined,
  addressOf: AddressOf | undefined,
): Promise<Place> {
  const [lat, lng] = [coordinate(text('lat'), 'lat', 90), coordinate(text('long'), 'long', 180)]
  if ((lat === undefined) !== (lng === undefined))
    throw new FaceError(400, 'lat and long both need to be sent')
  const [address, addressId] = [text('address_string'), text('address_id')]
  const known = addressId === undefined ? undefined : await addressOf?.(addressId)
  // Where nobody knew the position, many clients send the place off Africa that numbers begin with.
  const isPoint = lat !== undefined && lng !== undefined && (lat !== 0 || lng !== 0)
  const point = isPoint ? { lat, lng } : pointOf(known)
  const words = address ?? known?.address
  if (point === undefined && words === undefined) throw new FaceError(400, noPlace(addressId, lat))
  return { ...point, ...(words !== undefined && { address: words }) }
}

/** `lat` is there where it came as 0,0. */
function noPlace(addressId: string | undefined, lat: number | undefined): string {
  if (addressId !== undefined)
    return `address_id ${addressId} is not known here: send lat and long, or address_string`
  const needed = 'lat and long, address_string or address_id must be provided'
  return lat === undefined ? needed : `${needed}; lat 0 and long 0 are no position`
}

const pointOf = (known: KnownAddress | undefined) =>
  known?.lat === undefined || known.long === undefined ? undefined : { lat: known.lat, lng: known.long }

function coordinate(text: string | undefined, name: string, most: number): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (!Number.isFinite(value) || Math.abs(value) > most)
    throw new FaceError(400, `${name} must be a number in degrees of WGS 84`)
  return value
}

const mediaMark = 'media_url：'
/** The line that tells where a photo lies. */
export const mediaLine: RegExp = new RegExp(`^${mediaMark}.*$`, 'gm')

/**
 * What was said, in one text: no matter asks anything, so that an answer (`attribute[code]`) that a client sends all the
 * same is a line, as is the address of a photo. Nothing that somebody reported is dropped.
 */
function descriptionOf(body: FormData): string {
  const lines = [textOf(body.get('description'))]
  for (const [name, value] of body) {
    const code = /^attribute\[([^\]]+)\](?:\[\])?$/.exec(name)?.[1]
    const answer = code === undefined ? undefined : textOf(value)
    if (answer !== undefined) lines.push(`${code}：${answer}`)
  }
  const mediaUrl = textOf(body.get('media_url'))
  if (mediaUrl !== undefined) lines.push(`${mediaMark}${mediaUrl}`)
  return lines.filter((line) => line !== undefined).join('\n')
}

/** Chinese names have the family name first and no space. */
function nameOf(first: string | undefined, last: string | undefined): string {
  const isChinese = /\p{Script=Han}/u.test(`${first}${last}`)
  return (isChinese ? [last, first] : [first, last]).filter(Boolean).join(isChinese ? '' : ' ')
}

const sentence = ({ code, message, issues = [] }: Rejection) =>
  [
    `${code}: ${message.zh} / ${message.en}`,
    ...issues.map(({ path, message: what }) => `${path.join('.')}: ${what}`),
  ].join('; ')

/** Every file of the form. `media_url` is not fetched: a server that fetches foreign addresses can be turned against its own network. */
async function photosOf(body: FormData, reporter: TicketGateway): Promise<AttachmentRef[]> {
  const files = [...body.values()].filter((value) => value instanceof Blob)
  try {
    return await Promise.all(files.map((file) => reporter.upload(file)))
  } catch (error) {
    if (error instanceof GatewayError && (error.code === 'tooLarge' || error.code === 'unsupportedType'))
      throw new FaceError(400, `media: ${error.sentence.zh} / ${error.sentence.en}`)
    throw error
  }
}
