import { describe, it } from 'vitest'
import { attachmentStoreConformance, ticketStoreConformance } from '../conformance/index.ts'
import { memoryAttachments, memoryStore } from './index.ts'

ticketStoreConformance(
  { describe, it },
  {
    name: 'memoryStore',
    capabilities: { durability: 'memory' },
    create: async () => {
      const store = memoryStore()
      return { store, dispose: () => store.close() }
    },
  },
)

attachmentStoreConformance(
  { describe, it },
  {
    name: 'memoryAttachments',
    create: async () => ({ attachments: memoryAttachments(), dispose: async () => {} }),
  },
)
