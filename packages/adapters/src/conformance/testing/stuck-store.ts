/** `node --test stuck-store.ts`: a store whose feed yields nothing and never ends. */
import { describe, it } from 'node:test'
import { memoryStore } from '../../memory/index.ts'
import { ticketStoreConformance } from '../ticket-store.ts'

const never = new Promise<never>(() => {})

ticketStoreConformance(
  { describe, it },
  {
    name: 'a stuck store',
    capabilities: { durability: 'memory' },
    timeoutMs: 200,
    create: async () => {
      const store = memoryStore()
      return {
        store: {
          ...store,
          async *feed() {
            yield await never
          },
        },
        dispose: () => store.close(),
      }
    },
  },
)
