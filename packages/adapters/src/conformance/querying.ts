/** Group: lists, their filters, their two orders and their pages. */
import type { TicketQuery, TicketStore, TicketSummary } from '@chuishao/core/service'
import { deepEqual, equal, rejects } from 'node:assert/strict'
import { appended, type StoreTest } from './fresh-store.ts'
import { sampleAppend, sampleInstant, sampleTenant, sampleTicketId } from './sample-ticket.ts'

type Lines = Record<number, Partial<TicketSummary>>

/** Stores ticket n with the given parts of its list line. */
async function given(store: TicketStore, lines: Lines): Promise<void> {
  for (const [n, summary] of Object.entries(lines)) {
    await appended(store, sampleAppend({ ticketId: sampleTicketId(Number(n)), summary }))
  }
}

/** The numbers of the tickets that a query finds, in its order. */
async function found(store: TicketStore, query: Omit<TicketQuery, 'tenantId'>): Promise<number[]> {
  const { items } = await store.query({ tenantId: sampleTenant, ...query })
  return items.map((line) => Number.parseInt(line.ticketId.slice(-12), 16))
}

async function pages(
  store: TicketStore,
  query: Omit<TicketQuery, 'tenantId' | 'cursor'>,
): Promise<string[][]> {
  const all: string[][] = []
  let cursor: string | undefined
  do {
    const page = await store.query({
      tenantId: sampleTenant,
      ...query,
      ...(cursor === undefined ? {} : { cursor }),
    })
    all.push(page.items.map((line) => line.ticketId))
    cursor = page.nextCursor
  } while (cursor !== undefined)
  return all
}

export function querying(test: StoreTest): void {
  test('a list line comes back whole', async ({ store }) => {
    const summary: TicketSummary = {
      ...sampleAppend().summary,
      matterCode: 'M-1',
      matterName: '路灯',
      category: '市政设施',
      address: '新华大街 1 号',
      assistUnitIds: ['department-2'],
      citizenId: 'citizen-1',
      dueAt: sampleInstant(60),
      supervised: true,
      photo: { sha256: 'a'.repeat(64), mediaType: 'image/jpeg', bytes: 3 },
    }
    await given(store, { 1: summary })
    deepEqual(await store.query({ tenantId: sampleTenant }), { items: [summary] })
  })

  test('each filter keeps what fits it', async ({ store }) => {
    await given(store, {
      1: { status: 'accepted', leadUnitId: 'd-1', matterCode: 'M-1' },
      2: { status: 'closed', communityId: 'c-2', category: '物业', warning: 'red' },
      3: { status: 'draft', leadUnitId: 'd-1', warning: 'yellow' },
    })
    deepEqual(await found(store, {}), [3, 2, 1])
    deepEqual(await found(store, { statuses: ['accepted', 'closed'] }), [2, 1])
    deepEqual(await found(store, { statuses: [] }), [])
    deepEqual(await found(store, { leadUnitId: 'd-1' }), [3, 1])
    deepEqual(await found(store, { leadUnitId: 'd-1', statuses: ['draft'] }), [3])
    deepEqual(await found(store, { communityId: 'c-2' }), [2])
    deepEqual(await found(store, { category: '物业' }), [2])
    deepEqual(await found(store, { matterCode: 'M-1' }), [1])
    deepEqual(await found(store, { warning: 'red' }), [2])
    deepEqual(await found(store, { warning: 'none' }), [1])
  })

  test('a list shows the ticket as it is now', async ({ store }) => {
    await given(store, { 1: { status: 'whistled', partyUnitIds: ['c-1', 'd-1'] } })
    const summary: Partial<TicketSummary> = { status: 'accepted', partyUnitIds: ['c-1', 'd-2'] }
    await appended(store, sampleAppend({ expectedVersion: 1, summary }))
    deepEqual(await found(store, { statuses: ['whistled'] }), [])
    deepEqual(await found(store, { statuses: ['accepted'] }), [1])
    deepEqual(await found(store, { visibility: { unitIds: ['d-1'] } }), [])
    deepEqual(await found(store, { visibility: { unitIds: ['d-2'] } }), [1])
  })

  test('visibility shows what any of its conditions allows, and nothing without one', async ({ store }) => {
    await given(store, {
      1: { partyUnitIds: ['c-1', 'd-1'], createdBy: 'p-1', citizenId: 'r-1' },
      2: { partyUnitIds: ['c-2', 'd-1'], createdBy: 'p-2' },
      3: { partyUnitIds: ['c-3'], createdBy: 'p-3', citizenId: 'r-1' },
    })
    deepEqual(await found(store, { visibility: { unitIds: ['d-1'] } }), [2, 1])
    deepEqual(await found(store, { visibility: { unitIds: ['c-1', 'c-3', 'd-1'] } }), [3, 2, 1])
    deepEqual(await found(store, { visibility: { citizenId: 'r-1' } }), [3, 1])
    deepEqual(await found(store, { visibility: { createdBy: 'p-2' } }), [2])
    deepEqual(await found(store, { visibility: { unitIds: ['c-3'], createdBy: 'p-2' } }), [3, 2])
    deepEqual(await found(store, { visibility: { unitIds: ['d-1'] }, communityId: 'elsewhere' }), [])
    deepEqual(await found(store, { visibility: { unitIds: [] } }), [])
    deepEqual(await found(store, { visibility: {} }), [])
  })

  test('text is found in matter name, excerpt and address, whatever its case', async ({ store }) => {
    await given(store, {
      1: { matterName: '路灯不亮', excerpt: 'x' },
      2: { excerpt: '楼下路灯坏了' },
      3: { excerpt: 'x', address: 'Xinhua 大街' },
    })
    deepEqual(await found(store, { text: '路灯' }), [2, 1])
    deepEqual(await found(store, { text: 'xINHUA' }), [3])
    deepEqual(await found(store, { text: '井盖' }), [])
    deepEqual(await found(store, { text: '' }), [3, 2, 1])
  })

  test('a text is found by any part of it, and by what it is now', async ({ store }) => {
    await given(store, { 1: { excerpt: '小区门口的路灯不亮😀了' }, 2: { excerpt: '灯亮路不平' } })
    for (const text of ['门口', '的路灯不', '😀', '亮😀了', '区'])
      deepEqual(await found(store, { text }), [1])
    for (const text of ['路门', '口门', '亮了']) deepEqual(await found(store, { text }), [])
    deepEqual(await found(store, { text: '亮' }), [2, 1])
    await appended(store, sampleAppend({ expectedVersion: 1, summary: { excerpt: '井盖丢失' } }))
    deepEqual(await found(store, { text: '路灯' }), [])
    deepEqual(await found(store, { text: '井盖' }), [1])
  })

  test('signs that mean something to a database are only text', async ({ store }) => {
    await given(store, {
      1: { excerpt: '完成 100%' },
      2: { excerpt: '完成 1000' },
      3: { excerpt: 'a_b' },
      4: { excerpt: 'axb' },
      5: { excerpt: 'c\\d' },
    })
    deepEqual(await found(store, { text: '100%' }), [1])
    deepEqual(await found(store, { text: 'a_b' }), [3])
    deepEqual(await found(store, { text: '\\' }), [5])
    deepEqual(await found(store, { text: '%' }), [1])
  })

  test('the latest change comes first, and the later identifier of two at once', async ({ store }) => {
    await given(store, {
      1: { updatedAt: sampleInstant(30) },
      2: { updatedAt: sampleInstant(10) },
      3: { updatedAt: sampleInstant(20) },
      4: { updatedAt: sampleInstant(20) },
    })
    deepEqual(await found(store, { order: 'updated' }), [1, 4, 3, 2])
  })

  test('the soonest date comes first, without a date last', async ({ store }) => {
    await given(store, {
      1: {},
      2: { dueAt: sampleInstant(20) },
      3: { dueAt: sampleInstant(10) },
      4: { dueAt: sampleInstant(20) },
      5: {},
    })
    deepEqual(await found(store, { order: 'due' }), [3, 2, 4, 1, 5])
  })

  test('pages together hold every ticket once, in either order', async ({ store }) => {
    const numbers = Array.from({ length: 7 }, (_, index) => index + 1)
    await given(
      store,
      Object.fromEntries(
        numbers.map((n) => [
          n,
          { updatedAt: sampleInstant(n % 3), ...(n % 2 ? { dueAt: sampleInstant(n % 3) } : {}) },
        ]),
      ),
    )
    for (const order of ['updated', 'due'] as const) {
      const whole = await pages(store, { order })
      equal(whole.length, 1)
      const parts = await pages(store, { order, limit: 3 })
      deepEqual(
        parts.map((page) => page.length),
        [3, 3, 1],
      )
      deepEqual(parts.flat(), whole.flat())
    }
  })

  test('a page that ends exactly at the end has no next one', async ({ store }) => {
    await given(store, { 1: {}, 2: {} })
    equal((await store.query({ tenantId: sampleTenant, limit: 2 })).nextCursor, undefined)
    deepEqual(await store.query({ tenantId: 'nobody' }), { items: [] })
  })

  test('a ticket that changes between two pages hides no other', async ({ store }) => {
    await given(store, { 1: {}, 2: {}, 3: {}, 4: {} })
    const first = await store.query({ tenantId: sampleTenant, limit: 2 })
    const change = { ticketId: sampleTicketId(1), expectedVersion: 1, at: sampleInstant(99) }
    await appended(store, sampleAppend(change))
    deepEqual(await found(store, { limit: 2, cursor: first.nextCursor ?? '' }), [2])
  })

  test('a cursor that is no cursor, or of another order, is refused', async ({ store }) => {
    await given(store, { 1: {}, 2: {} })
    const { nextCursor = '' } = await store.query({ tenantId: sampleTenant, limit: 1 })
    const forged = btoa(JSON.stringify(['updated', "' or 1=1", sampleTicketId(1)]))
    for (const cursor of ['', 'nonsense', '{}', btoa('[]'), forged]) {
      await rejects(store.query({ tenantId: sampleTenant, cursor }), { code: 'invalidCursor' })
    }
    await rejects(store.query({ tenantId: sampleTenant, order: 'due', cursor: nextCursor }), {
      code: 'invalidCursor',
    })
  })

  test('a page has 50 tickets where nothing is said, and a limit outside 1 to 200 is brought inside', async ({
    store,
  }) => {
    await Promise.all(
      Array.from({ length: 201 }, (_, n) => appended(store, sampleAppend({ ticketId: sampleTicketId(n) }))),
    )
    equal((await found(store, {})).length, 50)
    equal((await found(store, { limit: 0 })).length, 1)
    const { items, nextCursor = '' } = await store.query({ tenantId: sampleTenant, limit: 100_000 })
    equal(items.length, 200)
    equal((await found(store, { limit: 100_000, cursor: nextCursor })).length, 1)
  })
}
