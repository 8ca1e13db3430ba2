/**
 * Group: photos go up, are named by their bytes, and come down to whoever uploaded them or sees them on a ticket; to know
 * the name is not enough.
 */
import { GatewayError, type TicketGateway } from '@chuishao/core/service'
import type { TestPerson } from '@chuishao/core/testing'
import type { AttachmentRef, Command, CommandType, Draft } from '@chuishao/core/ticket'
import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict'
import {
  act,
  done,
  freshTicketId,
  sampleDraft,
  send,
  whistled,
  type GatewayTest,
  type GatewayUnderTest,
} from './fresh-gateway.ts'

/** A grey square of 8 by 8, made for this test. */
const pngBase64 =
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAD0lEQVQImWPowAEYhpYEANsRZgE07zdlAAAAAElFTkSuQmCC'

const decoded = (base64: string) =>
  new Blob([Uint8Array.from(atob(base64), (it) => it.charCodeAt(0))], { type: 'image/png' })

const pngPhoto = () => decoded(pngBase64)

/** Another one, of the same size. */
const otherPngBase64 =
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAEUlEQVQImWNYlWaMFTEMLQkAq1lQwY0aTgkAAAAASUVORK5CYII='

const otherPhoto = () => decoded(otherPngBase64)

const isFetched = async (gateway: TicketGateway, { sha256 }: AttachmentRef): Promise<boolean> => {
  try {
    return (await gateway.download(sha256)).size > 0
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'notFound') return false
    throw error
  }
}

/** Who of these gets a photo. */
async function fetchers({ as }: GatewayUnderTest, ref: AttachmentRef, people: TestPerson[]) {
  const got: TestPerson[] = []
  for (const person of people) if (await isFetched(as(person), ref)) got.push(person)
  return got
}

const everybody: TestPerson[] = [
  'gridWorker',
  'secretary',
  'neighbour',
  'cityManagement',
  'water',
  'dispatcher',
  'reviewer',
  'supervisor',
  'citizen',
  'stranger',
  'analyst',
]
const whoSeesIt: TestPerson[] = [
  'gridWorker',
  'secretary',
  'cityManagement',
  'dispatcher',
  'reviewer',
  'supervisor',
  'citizen',
]

export function photos(test: GatewayTest): void {
  test.needing('photoDigests')('a photo is named by the digest of its bytes', async ({ as }) => {
    const gateway = as('gridWorker')
    const ref = await gateway.upload(pngPhoto())
    const bytes = await (await gateway.download(ref.sha256)).arrayBuffer()
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
    equal([...digest].map((it) => it.toString(16).padStart(2, '0')).join(''), ref.sha256)
    equal(bytes.byteLength, ref.bytes)
  })

  test('a photo is stored and comes back as a picture', async ({ as }) => {
    const gateway = as('gridWorker')
    const progress: number[] = []
    const ref = await gateway.upload(pngPhoto(), { onProgress: (fraction) => progress.push(fraction) })
    match(ref.sha256, /^[0-9a-f]{64}$/)
    equal(ref.mediaType, 'image/png')
    equal(progress.at(-1), 1)
    const back = await gateway.download(ref.sha256)
    equal(back.type, 'image/png')
    ok(back.size > 0)
  })

  test.needing('photoDigests')('the same photo twice is the same file', async ({ as }) => {
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
    if (gateway.capabilities.photoDigests !== false) deepEqual(ticket.draft.attachments, attachments)
    deepEqual(
      ticket.draft.attachments?.map(({ mediaType }) => mediaType),
      ['image/png'],
    )
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

  const hidden = test.needing('privatePhotos')
  hidden('until it is on a ticket a photo is only for whoever uploaded it', async (under) => {
    const ref = await under.as('gridWorker').upload(pngPhoto())
    deepEqual(await fetchers(under, ref, everybody), ['gridWorker'])
    const again = await under.as('water').upload(pngPhoto())
    deepEqual(again, ref)
    deepEqual(await fetchers(under, ref, everybody), ['gridWorker', 'water'])
  })

  hidden('the photo of a whistle is for those who see it there, and for nobody else', async (under) => {
    const ref = await under.as('gridWorker').upload(pngPhoto())
    await whistled(under, { attachments: [ref] })
    deepEqual(await fetchers(under, ref, everybody), whoSeesIt)
  })

  const steps: CommandType[] = ['ACCEPT', 'REPORT_PROGRESS', 'COMMENT', 'SUBMIT_RESULT', 'REFUSE_RESULT']
  test.needing('privatePhotos', ...steps)('so is the photo of every step that has one', async (under) => {
    const id = await whistled(under, { matterCode: 'manhole', attachments: [await photoOf(under)] })
    const step = (person: TestPerson, command: Command) => done(act(under.as(person), id, command))
    const withPhoto = async (person: TestPerson) => [await under.as(person).upload(otherPhoto())]
    await step('cityManagement', { type: 'ACCEPT' })
    const attachments = await withPhoto('cityManagement')
    const [ref] = attachments
    ok(ref)
    deepEqual(await fetchers(under, ref, everybody), ['cityManagement'])
    await step('cityManagement', { type: 'REPORT_PROGRESS', text: '已到现场', attachments })
    deepEqual(await fetchers(under, ref, everybody), whoSeesIt)
    await step('gridWorker', { type: 'COMMENT', text: '又坏了', attachments: await withPhoto('gridWorker') })
    const result = { outcome: 'resolved', text: '已更换', attachments } as const
    await step('cityManagement', { type: 'SUBMIT_RESULT', ...result })
    await step('secretary', {
      type: 'REFUSE_RESULT',
      reason: '还在晃',
      attachments: await withPhoto('secretary'),
    })
    deepEqual(await fetchers(under, ref, everybody), whoSeesIt)
  })

  hidden('a comment by a stranger to the ticket brings no photo to light', async (under) => {
    const ref = await under.as('water').upload(pngPhoto())
    const id = await whistled(under)
    const refused = await under
      .as('gridWorker')
      .execute(id, { type: 'COMMENT', text: '看看', attachments: [ref] }, order(1))
    ok(!refused.ok && 'rejection' in refused, JSON.stringify(refused))
    equal(refused.rejection.code, 'unknownAttachment')
    deepEqual(await fetchers(under, ref, everybody), ['water'])
  })

  hidden(
    'to know the digest of a photo of another ticket does not bring it onto one’s own',
    async (under) => {
      const ref = await under.as('gridWorker').upload(pngPhoto())
      await whistled(under, { attachments: [ref] })
      const draft = sampleDraft({ attachments: [ref] })
      const theft: Draft = {
        ...draft,
        location: { crs: 'gcj02', lng: 111.67, lat: 40.82, communityId: 'community-2' },
      }
      const neighbour = under.as('neighbour')
      const refused = await neighbour.execute(freshTicketId(), { type: 'EDIT', draft: theft }, order(0))
      ok(!refused.ok && 'rejection' in refused, JSON.stringify(refused))
      equal(refused.rejection.code, 'unknownAttachment')
      // An invented digest is answered in the same words.
      const invented = { ...ref, sha256: '0'.repeat(64) }
      const unknown = await neighbour.execute(
        freshTicketId(),
        { type: 'EDIT', draft: { ...theft, attachments: [invented] } },
        order(0),
      )
      deepEqual(unknown, refused)
      equal(await isFetched(neighbour, ref), false)
    },
  )

  test.needing('EDIT', 'clientIds')(
    'a colleague sends on a draft with the photos that are on it',
    async (under) => {
      const [id, ref] = [freshTicketId(), await under.as('gridWorker').upload(pngPhoto())]
      const draft = sampleDraft({ attachments: [ref] })
      await done(send(under.as('gridWorker'), id, 0, { type: 'EDIT', draft }))
      const { ticket } = await done(send(under.as('secretary'), id, 1, { type: 'WHISTLE', draft }))
      deepEqual(ticket.draft.attachments, [ref])
    },
  )
}

const photoOf = ({ as }: GatewayUnderTest) => as('gridWorker').upload(pngPhoto())

const order = (ifVersion: number) => ({ commandId: crypto.randomUUID(), ifVersion })
