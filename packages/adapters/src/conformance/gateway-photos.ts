/** Group: photos go up, are named by their bytes, and come down to any signed-in person who knows that name. */
import { GatewayError } from '@chuishao/core/service'
import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict'
import { done, freshTicketId, sampleDraft, send, type GatewayTest } from './fresh-gateway.ts'

/** A grey square of 8 by 8, made for this test. */
const pngBase64 =
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAD0lEQVQImWPowAEYhpYEANsRZgE07zdlAAAAAElFTkSuQmCC'

const pngPhoto = () =>
  new Blob([Uint8Array.from(atob(pngBase64), (it) => it.charCodeAt(0))], { type: 'image/png' })

export function photos(test: GatewayTest): void {
  test('a photo is stored, named by the digest of its bytes, and comes back as a picture', async ({ as }) => {
    const gateway = as('gridWorker')
    const progress: number[] = []
    const ref = await gateway.upload(pngPhoto(), { onProgress: (fraction) => progress.push(fraction) })
    match(ref.sha256, /^[0-9a-f]{64}$/)
    equal(ref.mediaType, 'image/png')
    equal(progress.at(-1), 1)
    const back = await gateway.download(ref.sha256)
    deepEqual([back.type, back.size], ['image/png', ref.bytes])
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await back.arrayBuffer()))
    equal([...digest].map((it) => it.toString(16).padStart(2, '0')).join(''), ref.sha256)
  })

  test('the same photo twice is the same file', async ({ as }) => {
    const gateway = as('gridWorker')
    deepEqual(await gateway.upload(pngPhoto()), await gateway.upload(pngPhoto()))
  })

  test('a whistle that needs a photo is refused without one and accepted with one', async ({ as }) => {
    const [id, gateway] = [freshTicketId(), as('gridWorker')]
    const bare = await send(gateway, id, 0, {
      type: 'WHISTLE',
      draft: sampleDraft({ matterCode: 'manhole' }),
    })
    ok(!bare.ok && 'rejection' in bare, JSON.stringify(bare))
    equal(bare.rejection.code, 'evidenceMissing')
    const attachments = [await gateway.upload(pngPhoto())]
    const draft = sampleDraft({ matterCode: 'manhole', attachments })
    const { ticket } = await done(send(gateway, id, 0, { type: 'WHISTLE', draft }))
    deepEqual(ticket.draft.attachments, attachments)
  })

  test('what is no photo is refused, whatever it calls itself', async ({ as }) => {
    const program = new Blob(['MZ this program cannot be run'], { type: 'image/jpeg' })
    await rejects(
      as('gridWorker').upload(program),
      (error) => error instanceof GatewayError && error.code === 'unsupportedType',
    )
  })

  test('an upload that is given up ends with the reason of the signal', async ({ as }) => {
    const reason = new Error('given up')
    await rejects(as('gridWorker').upload(pngPhoto(), { signal: AbortSignal.abort(reason) }), reason)
  })

  test('a photo that nobody stored is not found', async ({ as }) => {
    await rejects(
      as('gridWorker').download('0'.repeat(64)),
      (error) => error instanceof GatewayError && error.code === 'notFound',
    )
  })
}
