import { expect, it } from 'vitest'
import { sideBySide } from './side-by-side.mjs'

it('runs as many at a time as it is told, and answers in the order of the work', async () => {
  let running = 0
  let most = 0
  const work = [30, 1, 10, 1].map((turns, index) => async () => {
    most = Math.max(most, ++running)
    for (let turn = 0; turn < turns; turn += 1) await undefined
    running -= 1
    return index
  })
  expect(await sideBySide(work, 2)).toEqual([0, 1, 2, 3])
  expect(most).toBe(2)
})

it('fails as soon as one does', async () => {
  const failing = [async () => 1, async () => Promise.reject(new Error('no disk'))]
  await expect(sideBySide(failing, 2)).rejects.toThrow('no disk')
})
