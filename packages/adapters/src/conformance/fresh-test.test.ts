import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterEach, expect, test, vi } from 'vitest'
import { freshTest } from './fresh-test.ts'
import { runsOf } from './testing/small-runner.ts'

const never = () => new Promise<never>(() => {})

interface Under {
  asked: { ask: () => Promise<number>; items: () => AsyncIterable<number> }
  dispose: () => Promise<void>
}

/** Runs one test on something that answers at once. */
async function runOne(
  run: (under: Under) => Promise<void>,
  change: Partial<Under> = {},
  create?: () => Promise<Under>,
) {
  const { tests, runner } = runsOf()
  const under: Under = {
    asked: {
      ask: async () => 1,
      async *items() {
        for (;;) yield 1
      },
    },
    dispose: async () => {},
    ...change,
  }
  const test = freshTest<Under>(runner, {
    timeoutMs: 50,
    create: create ?? (async () => under),
    watch: ({ asked, ...others }, { watched }) => ({ ...others, asked: watched(asked) }),
  })
  test('it answers', run)
  await tests[0]?.run()
}

/** Some turns of the event loop. */
async function turns() {
  for (let n = 0; n < 5; n += 1) await setImmediate()
}

afterEach(() => void vi.useRealTimers())

const late = (what: string) => `"it answers" was not over after 50 ms. It waited for ${what}.`

test('a test whose time is over says which calls it waited for', async () => {
  const asked = { ask: never, items: () => ({ [Symbol.asyncIterator]: () => ({ next: never }) }) }
  const both = ({ asked: it }: Under) =>
    Promise.all([it.ask(), it.ask(), it.items()[Symbol.asyncIterator]().next()])
  await expect(runOne(async (it) => void (await both(it)), { asked })).rejects.toMatchObject({
    code: 'testTimeout',
    message: late('ask() to answer; items() to yield its item 1, or to end'),
  })
})

test('a test that asks without end, or reads what has none, is over when its time is, and asks no more', async () => {
  let asks = 0
  const forEver = async ({ asked }: Under) => {
    for (; ; asks += 1) await asked.ask()
  }
  await expect(runOne(forEver)).rejects.toMatchObject({ code: 'testTimeout' })
  await turns()
  const asked = asks
  await turns()
  expect(asks).toBe(asked)

  const reading = async ({ asked: it }: Under) => {
    for await (const _ of it.items()) asks += 1
  }
  await expect(runOne(reading)).rejects.toMatchObject({ code: 'testTimeout' })
})

test('what waits for no call says so', async () => {
  await expect(runOne(never)).rejects.toThrow(/It waited for something that no call would bring/)
})

test('what is frozen, or has private parts, is watched too', async () => {
  class Asked {
    #count = 1
    ask = async () => this.#count
    async *items() {
      yield this.#count
    }
  }
  await runOne(
    async ({ asked }) => {
      expect(await asked.ask()).toBe(1)
      for await (const item of asked.items()) expect(item).toBe(1)
    },
    { asked: Object.freeze(new Asked()) },
  )
})

test('making and clearing away have their time too, and what the test found comes first', async () => {
  await expect(runOne(async () => {}, {}, never)).rejects.toThrow(late('create() to answer'))
  await expect(runOne(async () => {}, { dispose: never })).rejects.toThrow(late('dispose() to answer'))
  const found = new Error('found')
  await expect(runOne(() => Promise.reject(found), { dispose: never })).rejects.toBe(found)
})

test('no timer is left behind', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  await runOne(async ({ asked }) => void (await asked.ask()))
  expect(vi.getTimerCount()).toBe(0)
})

test('under node:test a stuck store fails test by test, and the process ends', () => {
  const { NODE_OPTIONS: _, NODE_TEST_CONTEXT: __, ...env } = process.env
  const { status, signal, stdout } = spawnSync(
    process.execPath,
    ['--test', '--test-reporter=tap', join(import.meta.dirname, 'testing/stuck-store.ts')],
    { encoding: 'utf8', env, timeout: 50_000 },
  )
  expect({ status, signal }).toEqual({ status: 1, signal: null })
  expect(stdout).toContain(
    '"many feeds yield the same" was not over after 200 ms. It waited for feed() to yield its',
  )
  expect(stdout).toContain('a stuck store conforms to TicketStore: 11 of 12 groups ran')
}, 60_000)
