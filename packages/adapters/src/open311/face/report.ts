/** A report that comes in as a GeoReport `POST requests`: whistled by whoever the api key stands for. */
import { GatewayError, type TicketGateway } from '@chuishao/core/service'
import type { AttachmentRef, Rejection } from '@chuishao/core/ticket'
import { FaceError, type Row } from './answer.ts'

/** The new request's id. Throws a FaceError where something is missing, or the city's rules refuse it. */
export async function report(body: FormData, reporter: TicketGateway): Promise<Row> {
  const text = (name: string) => {
    const value = body.get(name)
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
  }
  const matterCode = text('service_code')
  if (matterCode === undefined) throw new FaceError(400, 'service_code was not provided')
  const { matters } = await reporter.city()
  if (!matters.some(({ code }) => code === matterCode))
    throw new FaceError(404, `service_code ${matterCode} was not found`)
  const [lat, lng] = [coordinate(text('lat'), 'lat', 90), coordinate(text('long'), 'long', 180)]
  const address = text('address_string')
  if ((lat === undefined || lng === undefined) && address === undefined)
    throw new FaceError(400, 'lat and long, or address_string, must be provided')
  const { unitId: communityId } = await reporter.whoAmI()
  if (communityId === undefined) throw new FaceError(403, 'This api_key stands for no community')

  const name = nameOf(text('first_name'), text('last_name'))
  const [description, phone] = [text('description'), text('phone')]
  const attachments = await photosOf(body, reporter)
  const draft = {
    matterCode,
    ...(description && { description }),
    location: {
      crs: 'wgs84' as const,
      communityId,
      ...(lat !== undefined && lng !== undefined && { lat, lng }),
      ...(address !== undefined && { address }),
    },
    attachments,
    ...((name || phone) && { contact: { ...(name && { name }), ...(phone && { phone }) } }),
  }
  const commandId = crypto.randomUUID()
  const outcome = await reporter.execute(
    crypto.randomUUID(),
    { type: 'WHISTLE', draft },
    { commandId, ifVersion: 0 },
  )
  if (!outcome.ok) throw new FaceError(400, 'rejection' in outcome ? sentence(outcome.rejection) : 'Refused')
  return {
    service_request_id: outcome.ticket.id,
    service_notice: text('media_url') ? 'media_url was not fetched: send the photo itself' : '',
    account_id: '',
  }
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

function coordinate(text: string | undefined, name: string, most: number): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (!Number.isFinite(value) || Math.abs(value) > most)
    throw new FaceError(400, `${name} must be a number in degrees of WGS 84`)
  return value
}

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
