/** What every request that changes a ticket carries: its id for repeats, the version that was seen, and a JSON body. */
import { Uuid } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import type { Pace } from './body-chunks.ts'
import { isEncoded, mediaTypeOf, readBody } from './read-body.ts'
import { refuse, refuseBody, type Refusal } from './refusal.ts'
import { versionInTag } from './tagged-answer.ts'

export interface Order {
  options: { commandId: string; ifVersion: number }
  body: unknown
}

export type OrderRead = { ok: true; order: Order } | { ok: false; refusal: Refusal }

export const readOrder = async (
  request: Request,
  /** Cap of the body in bytes. */
  limitBytes: number,
  pace: Pace,
): Promise<OrderRead> => {
  const no = (...why: Parameters<typeof refuse>): OrderRead => ({ ok: false, refusal: refuse(...why) })

  const key = request.headers.get('Idempotency-Key')?.replace(/^"(.*)"$/, '$1')
  if (!key) return no('idempotencyKeyMissing')
  // A UUID only: the system names its own commands in other ways, and nobody may take such a name first.
  const commandId = z.safeParse(Uuid, key.toLowerCase())
  if (!commandId.success) return no('idempotencyKeyInvalid')

  const condition = request.headers.get('If-Match')
  if (condition === null) return no('preconditionMissing')
  const ifVersion = versionInTag(condition)
  if (ifVersion === undefined) return no('preconditionInvalid')

  if (mediaTypeOf(request) !== 'application/json') return no('unsupportedType', { instead: asJson })
  if (isEncoded(request)) return no('bodyEncoded')
  const read = await readBody(request, limitBytes, pace)
  if (!read.ok) return { ok: false, refusal: refuseBody(read.code, limitBytes) }
  const json = readJson(read.bytes)
  if (!json.ok) return no('malformedJson')
  return {
    ok: true,
    order: { options: { commandId: commandId.data, ifVersion }, body: json.value },
  }
}

const asJson = { zh: '请以 application/json 发送。', en: 'Send application/json.' }

const utf8 = new TextDecoder('utf-8', { fatal: true })

const readJson = (bytes: Uint8Array): { ok: true; value: unknown } | { ok: false } => {
  try {
    return { ok: true, value: JSON.parse(utf8.decode(bytes)) }
  } catch {
    return { ok: false }
  }
}
