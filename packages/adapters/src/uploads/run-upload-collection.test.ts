import { attachmentOf } from '@chuishao/core/service'
import type { AttachmentStore } from '@chuishao/core/service'
import { StoreUnavailableError } from '@chuishao/core/service'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { freshTicketId, sampleDraft } from '../conformance/fresh-gateway.ts'
import { memoryAttachments } from '../memory/index.ts'
import { sampleService, sampleSession } from '../server/testing/sample-service.ts'
import { runUploadCollection } from './run-upload-collection.ts'

const day = 24 * 3_600_000
const unexpected = ({ error }: { error: unknown }) => {
  throw error
}
const photo = (text: string) => new TextEncoder().encode(text)

function start(wrap = (inner: AttachmentStore) => inner) {
  const parts = sampleService({ attachments: wrap(memoryAttachments()) })
  const later = (ms: number) => {
    parts.clock.now = new Date(Date.parse(parts.clock.now) + ms).toISOString()
  }
  const upload = (text: string) =>
    parts.service.upload(sampleSession('gridWorker'), attachmentOf(photo(text), 'image/jpeg'))
  const isThere = async (sha256: string) =>
    (await parts.attachments.find(sampleSession('gridWorker').tenantId, sha256)) !== undefined
  return { ...parts, later, upload, isThere }
}

/** Lets it go round so many times. */
async function rounds(
  count: number,
  options: Omit<Parameters<typeof runUploadCollection>[0], 'signal' | 'wait'>,
) {
  const stop = new AbortController()
  const waits: number[] = []
  await runUploadCollection({
    ...options,
    signal: stop.signal,
    wait: async (ms) => {
      if (waits.push(ms) === count) stop.abort()
    },
  })
  return waits
}

test('what is on no ticket after a week goes, what is on one stays', async () => {
  const { service, later, upload, isThere } = start()
  const [kept, dropped] = [await upload('kept'), await upload('dropped')]
  const draft = sampleDraft({ attachments: [kept] })
  const options = { commandId: crypto.randomUUID(), ifVersion: 0 }
  await service.execute(sampleSession('gridWorker'), freshTicketId(), { type: 'WHISTLE', draft }, options)
  later(6 * day)
  const young = await upload('young')
  const counts: number[] = []
  const collected = {
    service,
    onError: unexpected,
    onCollected: (it: { removed: number }) => counts.push(it.removed),
  }
  await rounds(1, collected)
  expect(counts).toEqual([])
  later(day)
  expect(await rounds(2, { ...collected, everyMs: 1234 })).toEqual([1234, 1234])
  expect(counts).toEqual([1])
  expect([await isThere(kept.sha256), await isThere(dropped.sha256), await isThere(young.sha256)]).toEqual([
    true,
    false,
    true,
  ])
  expect((await service.download(sampleSession('dispatcher'), kept.sha256))?.ref.sha256).toBe(kept.sha256)
})

test('whoever uploaded a photo may use it no longer than it is kept, also where it was not collected yet', async () => {
  const { service, later, upload } = start()
  const ref = await upload('old')
  expect(await service.download(sampleSession('gridWorker'), ref.sha256)).toBeDefined()
  later(7 * day)
  expect(await service.download(sampleSession('gridWorker'), ref.sha256)).toBeUndefined()
  const draft = sampleDraft({ attachments: [ref] })
  const whistle = () =>
    service.execute(
      sampleSession('gridWorker'),
      freshTicketId(),
      { type: 'WHISTLE', draft },
      {
        commandId: crypto.randomUUID(),
        ifVersion: 0,
      },
    )
  expect(await whistle()).toMatchObject({ ok: false, rejection: { code: 'unknownAttachment' } })
  await upload('old')
  expect(await whistle()).toMatchObject({ ok: true })
})

test('photos that cannot be removed hold up no others, and are tried again', async () => {
  let isBroken = true
  const { service, later, upload, isThere } = start((inner) => ({
    ...inner,
    remove: async (tenantId, sha256) => {
      if (isBroken && sha256 === first.sha256) throw new Error('the disk does not answer')
      await inner.remove(tenantId, sha256)
    },
  }))
  const [first, second] = [await upload('first'), await upload('second')]
  later(8 * day)
  const failures: unknown[] = []
  await rounds(1, { service, onError: (failure) => failures.push(failure) })
  expect(failures).toEqual([
    { error: new Error('the disk does not answer'), photo: { tenantId: 'test', sha256: first.sha256 } },
  ])
  expect([await isThere(first.sha256), await isThere(second.sha256)]).toEqual([true, false])
  isBroken = false
  await rounds(1, { service, onError: unexpected })
  expect(await isThere(first.sha256)).toBe(false)
})

test('what a killed process was receiving goes after an hour, what somebody is sending stays', async () => {
  const uploadDirectory = await mkdtemp(join(tmpdir(), 'chuishao-killed-'))
  try {
    const program = fileURLToPath(new URL('./testing/receive-forever.ts', import.meta.url))
    const receiving = spawn(process.execPath, [program, uploadDirectory], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(receiving.stdout, 'data')
    receiving.kill('SIGKILL')
    await once(receiving, 'close')
    const [left = '', ...others] = await readdir(uploadDirectory)
    expect(others).toEqual([])
    const path = join(uploadDirectory, left)
    expect((await stat(path)).mode & 0o777).toBe(0o600)

    const { service } = start()
    const options = { service, uploadDirectory, onError: unexpected }
    await rounds(1, options)
    expect(await readdir(uploadDirectory)).toEqual([left])
    const anHourAgo = new Date(Date.now() - 61 * 60_000)
    await utimes(path, anHourAgo, anHourAgo)
    await writeFile(join(uploadDirectory, 'running.new'), '')
    await rounds(1, options)
    expect(await readdir(uploadDirectory)).toEqual(['running.new'])
  } finally {
    await rm(uploadDirectory, { recursive: true })
  }
})

test('a store that is away is told, and asked again the next time', async () => {
  const away = new StoreUnavailableError(new Error('gone'))
  const told: unknown[] = []
  const service = { collectUploads: () => Promise.reject(away) }
  expect(await rounds(2, { service, onError: (failure) => told.push(failure) })).toHaveLength(2)
  expect(told).toEqual([{ error: away }, { error: away }])
})

test('an erased photo goes at once, unless another ticket has the same bytes', async () => {
  const { service, upload, isThere } = start()
  const refs = [await upload('both'), await upload('one')]
  const ids = [freshTicketId(), freshTicketId()] as const
  const whistle = (id: string, attachments: typeof refs) =>
    service.execute(
      sampleSession('gridWorker'),
      id,
      { type: 'WHISTLE', draft: sampleDraft({ attachments }) },
      {
        commandId: crypto.randomUUID(),
        ifVersion: 0,
      },
    )
  await whistle(ids[0], refs)
  await whistle(ids[1], refs.slice(0, 1))
  const erase = (id: string, photos: string[]) =>
    service.erasePersonal(
      sampleSession('supervisor'),
      id,
      { reason: '应居民要求', photos },
      {
        commandId: crypto.randomUUID(),
        ifVersion: 1,
      },
    )
  const digests = refs.map(({ sha256 }) => sha256)
  const [both = '', one = ''] = digests
  expect(await erase(ids[0], digests)).toMatchObject({ ok: true })
  expect([await isThere(both), await isThere(one)]).toEqual([true, false])
  expect(await service.download(sampleSession('dispatcher'), both)).toBeDefined()
  expect(await erase(ids[1], [both])).toMatchObject({ ok: true })
  expect(await isThere(both)).toBe(false)
  expect(await service.download(sampleSession('gridWorker'), both)).toBeUndefined()
})
