/** The store under the suite: `node --test src/conformance.ts`. On a file, and in memory, which forgets. */
import { ticketStoreConformance } from '@chuishao/adapters/conformance'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { openSqlite, sqliteStore } from './index.ts'

ticketStoreConformance(
  { describe, it },
  {
    name: 'sqliteStore on a file',
    capabilities: { durability: 'process' },
    create: async () => {
      const folder = await mkdtemp(join(tmpdir(), 'chuishao-sqlite-'))
      const open = () => sqliteStore(openSqlite(join(folder, 'tickets.db')))
      let store = open()
      return {
        store,
        reopen: async () => {
          await store.close()
          store = open()
          return store
        },
        dispose: async () => {
          await store.close()
          await rm(folder, { recursive: true })
        },
      }
    },
  },
)

ticketStoreConformance(
  { describe, it },
  {
    name: 'sqliteStore in memory',
    capabilities: { durability: 'memory' },
    create: async () => {
      const store = sqliteStore(openSqlite(':memory:'), { durability: 'memory' })
      return { store, dispose: () => store.close() }
    },
  },
)
