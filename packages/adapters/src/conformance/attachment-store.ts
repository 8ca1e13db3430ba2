/**
 * What every `AttachmentStore` has to do, as tests that take the test runner as an argument.
 *
 * ```ts
 * import { attachmentStoreConformance } from '@chuishao/adapters/conformance'
 * import { describe, it } from 'node:test'
 *
 * attachmentStoreConformance({ describe, it }, {
 *   name: 'my photos',
 *   create: async () => ({ attachments: myPhotos(), dispose: async () => {} }),
 * })
 * ```
 */
import { attachmentOf } from '@chuishao/core/service'
import type { AttachmentStore } from '@chuishao/core/service'
import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { bytesOf } from './bytes-of.ts'
import { declareGroups, type SuiteOptions } from './groups.ts'
import type { TestRunner } from './runner.ts'
import type { Watching } from './watching.ts'

/** One store for one test. */
export interface AttachmentsUnderTest {
  attachments: AttachmentStore
  /** Another store on the same data, as another process opens it. */
  reopen?: () => Promise<AttachmentStore>
  /** Changes what is kept under a digest behind the store's back; without it the group about this is left out. */
  replace?: (tenantId: string, sha256: string, bytes: Uint8Array) => Promise<void>
  /** Removes the data. */
  dispose: () => Promise<void>
}

export interface AttachmentsTarget extends SuiteOptions {
  /** Appears in the names of the tests. */
  name: string
  /** What the tests may do beside the port; decides which groups run. */
  can?: { reopen?: boolean; replace?: boolean }
  /** Makes an empty store. */
  create: () => Promise<AttachmentsUnderTest>
}

const [xincheng, huimin] = ['150102', '150103'] as const
const unknown = '0'.repeat(64)

const textOf = (text: string) => new TextEncoder().encode(text)
const digestOf = async (bytes: Uint8Array) =>
  Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes))), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')

/** More than any buffer on the way, and different everywhere. */
const largePhoto = () => Uint8Array.from({ length: 1_500_000 }, (_, at) => (at * 31 + (at >> 8)) % 256)

/** Declares the tests of an attachment store with the given runner. */
export function attachmentStoreConformance(runner: TestRunner, target: AttachmentsTarget): void {
  const suite = { ...target, title: `${target.name} conforms to AttachmentStore`, watch }
  const bytes = textOf('a photo of a lamp')

  declareGroups<AttachmentsUnderTest>(runner, suite, [
    {
      name: 'put, find and get',
      declare: (test) => {
        test('a photo is kept under the digest of its bytes, with type and size', async ({ attachments }) => {
          const ref = await attachments.put(xincheng, attachmentOf(bytes, 'image/jpeg'))
          deepEqual(ref, { sha256: await digestOf(bytes), mediaType: 'image/jpeg', bytes: bytes.length })
          deepEqual(await attachments.find(xincheng, ref.sha256), ref)
          const found = await attachments.get(xincheng, ref.sha256)
          deepEqual(found?.ref, ref)
          deepEqual(await bytesOf(found), bytes)
        })

        test('every accepted type comes back as it was', async ({ attachments }) => {
          for (const mediaType of ['image/jpeg', 'image/png', 'image/webp'] as const) {
            const { sha256 } = await attachments.put(xincheng, attachmentOf(textOf(mediaType), mediaType))
            equal((await attachments.find(xincheng, sha256))?.mediaType, mediaType)
          }
        })

        test('a large photo comes back whole, and may be taken more than once', async ({ attachments }) => {
          const photo = largePhoto()
          const { sha256 } = await attachments.put(xincheng, attachmentOf(photo, 'image/png'))
          const found = await attachments.get(xincheng, sha256)
          const [first, second] = await Promise.all([bytesOf(found), bytesOf(found)])
          deepEqual(first, photo)
          equal(second?.length, photo.length)
        })

        test('reading may be given up half-way', async ({ attachments }) => {
          const { sha256 } = await attachments.put(xincheng, attachmentOf(largePhoto(), 'image/png'))
          const found = await attachments.get(xincheng, sha256)
          for await (const chunk of found?.chunks ?? []) {
            ok(chunk.length > 0)
            break
          }
          equal((await bytesOf(await attachments.get(xincheng, sha256)))?.length, largePhoto().length)
        })

        test('the same bytes are kept once, many times at once included', async ({ attachments }) => {
          const refs = await Promise.all(
            Array.from({ length: 5 }, () => attachments.put(xincheng, attachmentOf(bytes, 'image/jpeg'))),
          )
          equal(new Set(refs.map((ref) => JSON.stringify(ref))).size, 1)
          deepEqual(await attachments.put(xincheng, attachmentOf(bytes, 'image/png')), refs[0])
        })

        test('bytes that are not what they are called are refused, and nothing of them is found', async ({
          attachments,
        }) => {
          const { ref } = attachmentOf(bytes, 'image/jpeg')
          for (const others of [
            textOf('a photo of a lamb'),
            textOf('a photo'),
            textOf('a photo of a lamp, more'),
          ]) {
            const { chunks } = attachmentOf(others, 'image/jpeg')
            await rejects(
              attachments.put(xincheng, { ref, chunks }),
              (error) => codeOf(error) === 'corruptAttachment',
            )
            equal(await attachments.get(xincheng, ref.sha256), undefined)
          }
        })

        test('a photo that breaks off while it is put is not there, and may be put again', async ({
          attachments,
        }) => {
          const { ref, chunks } = attachmentOf(largePhoto(), 'image/png')
          async function* broken() {
            yield largePhoto().subarray(0, 700_000)
            throw new Error('broke off')
          }
          const half = { [Symbol.asyncIterator]: broken }
          await rejects(attachments.put(xincheng, { ref, chunks: half }), /broke off/)
          equal(await attachments.find(xincheng, ref.sha256), undefined)
          await attachments.put(xincheng, { ref, chunks })
          equal((await bytesOf(await attachments.get(xincheng, ref.sha256)))?.length, ref.bytes)
        })

        test('what nobody put is not there, whatever it is called', async ({ attachments }) => {
          for (const [tenantId, sha256] of [
            [xincheng, unknown],
            ['../x', unknown],
            ['..', '../../etc/passwd'],
            [xincheng, 'ABC'],
          ] as const) {
            equal(await attachments.find(tenantId, sha256), undefined)
            equal(await attachments.get(tenantId, sha256), undefined)
            equal(await attachments.thumbnail(tenantId, sha256), undefined)
            await attachments.remove(tenantId, sha256)
          }
        })
      },
    },

    {
      name: 'thumbnails',
      declare: (test) => {
        test('a small picture is kept beside its photo, the latest one', async ({ attachments }) => {
          const { sha256 } = await attachments.put(xincheng, attachmentOf(bytes, 'image/webp'))
          equal(await attachments.thumbnail(xincheng, sha256), undefined)
          for (const small of ['small', 'smaller']) {
            await attachments.putThumbnail(xincheng, sha256, textOf(small))
            deepEqual(await attachments.thumbnail(xincheng, sha256), textOf(small))
          }
          deepEqual(await bytesOf(await attachments.get(xincheng, sha256)), bytes)
        })
      },
    },

    {
      name: 'remove',
      declare: (test) => {
        test('photo and small picture are gone, and may be put again', async ({ attachments }) => {
          const { sha256 } = await attachments.put(xincheng, attachmentOf(bytes, 'image/jpeg'))
          await attachments.putThumbnail(xincheng, sha256, textOf('small'))
          await attachments.remove(xincheng, sha256)
          await attachments.remove(xincheng, sha256)
          equal(await attachments.find(xincheng, sha256), undefined)
          equal(await attachments.thumbnail(xincheng, sha256), undefined)
          await attachments.put(xincheng, attachmentOf(bytes, 'image/jpeg'))
          deepEqual(await bytesOf(await attachments.get(xincheng, sha256)), bytes)
        })
      },
    },

    {
      name: 'tenants',
      declare: (test) => {
        test('do not see the photos of each other, and remove only their own', async ({ attachments }) => {
          const { sha256 } = await attachments.put(xincheng, attachmentOf(bytes, 'image/jpeg'))
          await attachments.putThumbnail(xincheng, sha256, textOf('small'))
          equal(await attachments.find(huimin, sha256), undefined)
          equal(await attachments.get(huimin, sha256), undefined)
          equal(await attachments.thumbnail(huimin, sha256), undefined)
          await attachments.put(huimin, attachmentOf(bytes, 'image/jpeg'))
          await attachments.remove(xincheng, sha256)
          deepEqual(await bytesOf(await attachments.get(huimin, sha256)), bytes)
        })

        test('whose names differ only in case or in signs are different ones', async ({ attachments }) => {
          const tenants = ['a', 'A', '..', '呼和浩特', 'a:b', 'a.3ab']
          const { sha256 } = await attachments.put('a', attachmentOf(bytes, 'image/jpeg'))
          for (const tenantId of tenants.slice(1))
            equal(await attachments.find(tenantId, sha256), undefined, tenantId)
          for (const tenantId of tenants) await attachments.put(tenantId, attachmentOf(bytes, 'image/jpeg'))
          for (const tenantId of tenants) {
            deepEqual(await bytesOf(await attachments.get(tenantId, sha256)), bytes, tenantId)
            await attachments.remove(tenantId, sha256)
          }
        })
      },
    },

    {
      name: 'restart',
      without: target.can?.reopen ? undefined : 'reopen: false',
      declare: (test) => {
        test('another process finds what was put', async ({ attachments, reopen }) => {
          const { sha256 } = await attachments.put(xincheng, attachmentOf(bytes, 'image/jpeg'))
          await attachments.putThumbnail(xincheng, sha256, textOf('small'))
          const other = await reopen?.()
          deepEqual(await bytesOf(await other?.get(xincheng, sha256)), bytes)
          deepEqual(await other?.thumbnail(xincheng, sha256), textOf('small'))
        })
      },
    },

    {
      name: 'corruption',
      without: target.can?.replace ? undefined : 'replace: false',
      declare: (test) => {
        for (const [what, others] of [
          ['other bytes', textOf('a photo of a lamb')],
          ['fewer bytes', textOf('a photo')],
          ['no bytes', textOf('')],
          ['more bytes', textOf('a photo of a lamp and more')],
        ] as const)
          test(`${what} than were put are an error before the end, not a photo`, async ({
            attachments,
            replace,
          }) => {
            const { sha256 } = await attachments.put(xincheng, attachmentOf(bytes, 'image/jpeg'))
            await replace?.(xincheng, sha256, others)
            const read = async () => bytesOf(await attachments.get(xincheng, sha256))
            await rejects(read(), (error) => codeOf(error) === 'corruptAttachment')
          })

        test('a photo that lost bytes is whole again when somebody puts it once more', async ({
          attachments,
          replace,
        }) => {
          const { sha256 } = await attachments.put(xincheng, attachmentOf(bytes, 'image/jpeg'))
          await replace?.(xincheng, sha256, textOf('a photo'))
          await attachments.put(xincheng, attachmentOf(bytes, 'image/jpeg'))
          deepEqual(await bytesOf(await attachments.get(xincheng, sha256)), bytes)
        })
      },
    },
  ])
}

/** Another process's store is watched too. */
const watch = ({ reopen, ...under }: AttachmentsUnderTest, { watched }: Watching): AttachmentsUnderTest => ({
  ...under,
  attachments: watched(under.attachments),
  ...(reopen && { reopen: () => watched({ reopen }).reopen().then(watched) }),
})

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined)
