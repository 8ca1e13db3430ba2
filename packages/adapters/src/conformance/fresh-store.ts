/** Gives every test a store of its own, and closes it whatever happens. */
import type { AppendRequest, AppendResult, StoreCapabilities, TicketStore } from '@chuishao/core/service'
import { equal } from 'node:assert/strict'
import type { FreshTest } from './fresh-test.ts'
import type { SuiteOptions } from './groups.ts'

/** One store for one test. */
export interface StoreUnderTest {
  store: TicketStore
  /** Closes the store and opens another on the same data. Needed from durability `process` on. */
  reopen?: () => Promise<TicketStore>
  /** Closes what is open and removes the data. */
  dispose: () => Promise<void>
}

export interface StoreTarget extends SuiteOptions {
  /** Appears in the names of the tests. */
  name: string
  /** What the store says of itself; decides which groups run. */
  capabilities: StoreCapabilities
  /** Makes an empty store. */
  create: () => Promise<StoreUnderTest>
}

/** Declares one test on a fresh store. */
export type StoreTest = FreshTest<StoreUnderTest>

/** Appends and insists that it worked. */
export async function appended(
  store: TicketStore,
  request: AppendRequest,
): Promise<AppendResult & { ok: true }> {
  const result = await store.append(request)
  if (!result.ok) throw new Error(`append was refused: ${JSON.stringify(result)}`)
  equal(result.version, request.ticket.version)
  return result
}

/** Everything that an iteration yields. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}
