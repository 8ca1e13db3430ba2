import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Line, ShownContact } from '../ticket/index.ts'
import { maskName, maskPhone } from './mask.ts'

const shownDigits = (text: string) => text.replaceAll(/[^0-9]/g, '')

describe('masking', () => {
  it.each([
    ['13812345678', '138****5678'],
    ['138 1234 5678', '138****5678'],
    ['+86 13812345678', '+86 138****5678'],
    ['0471-1234567', '0471-*****67'],
    ['010 12345678', '010-******78'],
    ['1234567', '*****67'],
    ['12345', '*****'],
  ])('shows the number %s as %s', (phone, masked) => expect(maskPhone(phone)).toBe(masked))

  it.each([
    ['张三', '张*'],
    ['张三丰', '张**'],
    ['欧阳锋', '欧阳*'],
    ['诸葛孔明', '诸葛**'],
    ['欧阳', '欧*'],
    ['阿不都·热合曼', '阿**·热**'],
    ['乌云其其格', '乌****'],
    ['ᠪᠠᠭᠠᠲᠤᠷ', 'ᠪ******'],
    ['John Smith', 'J*** S****'],
    ['王', '*'],
  ])('shows the name %s as %s', (name, masked) => expect(maskName(name)).toBe(masked))

  it('shows seven digits of a mobile number at most, four of any other beside an area code', () => {
    const digits = (n: number) => fc.stringMatching(new RegExp(`^[0-9]{${n}}$`))
    fc.assert(
      fc.property(fc.stringMatching(/^1[3-9][0-9]{9}$/), (phone) => {
        expect(shownDigits(maskPhone(phone))).toBe(phone.slice(0, 3) + phone.slice(-4))
      }),
    )
    fc.assert(
      fc.property(
        fc.oneof(digits(5), digits(7), digits(8), digits(10), fc.stringMatching(/^0[1-9][0-9]{9}$/)),
        (phone) => {
          const shown = shownDigits(maskPhone(phone))
          expect(shown.length).toBeLessThanOrEqual(6)
          expect(shown.length).toBeLessThan(phone.length)
          expect(phone.endsWith(shown.slice(-2))).toBe(true)
        },
      ),
    )
  })

  it('shows one letter of each part of a name, or a compound surname, and its length', () => {
    const parts = fc.array(fc.stringMatching(/^[\u4e00-\u9fa5A-Za-z]{1,6}$/), { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(parts, (names) => {
        const masked = maskName(names.join('·')).split('·')
        expect(masked).toHaveLength(names.length)
        masked.forEach((part, i) => {
          const [name = ''] = names.slice(i, i + 1)
          const shown = part.replaceAll('*', '')
          expect([...part]).toHaveLength([...name].length)
          expect(name.startsWith(shown)).toBe(true)
          expect(shown.length).toBeLessThan(name.length)
          expect(shown.length).toBeLessThanOrEqual(2)
        })
      }),
    )
  })

  it('makes what a ticket may hold', () => {
    const phone = fc.stringMatching(/^\+?[0-9 -]{5,20}$/)
    const name = fc.string({ minLength: 1, maxLength: 200 }).filter((it) => Line.safeParse(it).success)
    fc.assert(
      fc.property(phone, name, (number, person) => {
        const contact = { phone: maskPhone(number), name: maskName(person.trim()) }
        expect(ShownContact.safeParse(contact).success).toBe(true)
      }),
    )
  })
})
