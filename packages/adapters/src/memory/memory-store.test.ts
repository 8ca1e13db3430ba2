import { describe, expect, it } from 'vitest'
import { ticketStoreConformance } from '../conformance/index.ts'
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

describe('memoryAttachments', () => {
  const bytes = new TextEncoder().encode('photo')

  it('gives back what was put, by its digest', async () => {
    const attachments = memoryAttachments()
    const ref = await attachments.put('150100', bytes, 'image/png')
    expect(ref).toEqual({
      sha256: '55c64d0fcd6f9d5f7c828093857e3fdfda68478bb4e9bd24d481ef391c7804e8',
      mediaType: 'image/png',
      bytes: 5,
    })
    expect(await attachments.get('150100', ref.sha256)).toEqual({ ref, bytes })
  })

  it('keeps tenants apart', async () => {
    const attachments = memoryAttachments()
    const { sha256 } = await attachments.put('150100', bytes, 'image/png')
    expect(await attachments.get('150102', sha256)).toBeUndefined()
  })
})
