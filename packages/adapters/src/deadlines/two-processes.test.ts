import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { verifyHistory } from '@chuishao/core/ticket'
import { people } from '@chuishao/core/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPostgres } from '../postgres/pg.ts'
import { startPostgres, type TestPostgres } from '../postgres/testing/start-postgres.ts'
import { effectsOf, serviceOn, whistledAt, whistleMany } from './testing/due-city.ts'

let server: TestPostgres
beforeAll(async () => {
  server = await startPostgres({ settings: { fsync: 'off' } })
}, 60_000)
afterAll(() => server.stop())

const child = join(import.meta.dirname, 'testing', 'poll-forever.ts')

/** A poller in a process of its own; `onWord` hears what it says. */
function pollerProcess(owner: string, startedAt: number, onWord: (word: string) => void) {
  const poller = spawn(process.execPath, [child, server.url, owner, String(startedAt)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  createInterface({ input: poller.stdout }).on('line', onWord)
  return { kill: (signal: NodeJS.Signals) => poller.kill(signal), exited: once(poller, 'exit') }
}

it('when a process is killed, two others take over what it had claimed and share the rest', async () => {
  const { store, close } = await openPostgres({ url: server.url })
  const service = serviceOn(store, () => whistledAt)
  const refs = await whistleMany(service, 60)
  const startedAt = Date.now()
  let ofVictim = 0
  const victim = pollerProcess('victim', startedAt, (word) => {
    if (word === 'reached') ofVictim += 1
    if (ofVictim === 12) victim.kill('SIGKILL')
  })
  expect(await victim.exited).toEqual([null, 'SIGKILL'])

  let ofHeirs = 0
  let idle = () => {}
  const heirs = ['heir-1', 'heir-2'].map((owner) =>
    pollerProcess(owner, startedAt, (word) => {
      if (word === 'reached') ofHeirs += 1
      if (word === 'idle') idle()
    }),
  )
  const isDone = async () => (await effectsOf(service, refs)).every((kinds) => kinds.length === 2)
  do {
    await new Promise<void>((resolve) => {
      idle = resolve
    })
  } while (!(await isDone()))
  for (const heir of heirs) heir.kill('SIGTERM')
  for (const heir of heirs) expect(await heir.exited).toEqual([0, null])

  for (const kinds of await effectsOf(service, refs))
    expect(kinds.toSorted()).toEqual(['accept', 'acceptWarning'])
  // What was committed at the moment of the kill may not have been said.
  expect(ofVictim + ofHeirs).toBeGreaterThan(120 - 3)
  for (const { tenantId, ticketId } of refs) {
    const history = await service.history({ tenantId, actor: people.dispatcher }, ticketId)
    expect(verifyHistory(history ?? [])).toMatchObject({ ok: true, count: 3 })
  }
  await close()
}, 60_000)
