import { describe, expect, it } from 'vitest'
import { retrying } from './transaction.ts'

const failure = (code: string) => Object.assign(new Error(code), { code })

/** Fails with the codes one after the other, then succeeds. */
function failing(...codes: string[]): () => Promise<string> {
  return async () => {
    const code = codes.shift()
    if (code !== undefined) throw failure(code)
    return 'done'
  }
}

describe('retrying', () => {
  it('tries again after a serialization failure, a deadlock and a key taken meanwhile', async () => {
    const waits: number[] = []
    const run = failing('40001', '40P01', '23505')
    expect(await retrying(run, async (attempt) => waits.push(attempt))).toBe('done')
    expect(waits).toEqual([1, 2, 3])
  })

  it('does not try again after another failure', async () => {
    await expect(retrying(failing('23503'), async () => {})).rejects.toMatchObject({ code: '23503' })
  })

  it('gives up in the end', async () => {
    const waits: number[] = []
    const run = async () => {
      throw failure('40001')
    }
    await expect(retrying(run, async (attempt) => waits.push(attempt))).rejects.toMatchObject({
      code: '40001',
    })
    expect(waits).toHaveLength(7)
  })
})
