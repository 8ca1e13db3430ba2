import { Uuid } from '@chuishao/core/ticket'
import { expect, it } from 'vitest'
import { newTicketId } from './ids.ts'

it('makes identifiers that the core takes, of version 7, in the order of their time', () => {
  const id = newTicketId()
  expect(Uuid.parse(id)).toBe(id)
  expect(id[14]).toBe('7')
  const time = Number.parseInt(id.slice(0, 13).replace('-', ''), 16)
  expect(Math.abs(Date.now() - time)).toBeLessThan(1000)
})
