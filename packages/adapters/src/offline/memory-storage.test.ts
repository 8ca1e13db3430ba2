import { describe, expect, it } from 'vitest'
import { memoryStorage } from './memory-storage.ts'
import { storageCases } from './testing/storage-cases.ts'

describe('storage in memory', () => {
  it.each(storageCases)('$name', async ({ holds }) => {
    await holds(memoryStorage(), (actual, expected) => expect(actual).toEqual(expected))
  })
})
