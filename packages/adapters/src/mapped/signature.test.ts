import { createHash, createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { signatureOf, type Signed } from './signature.ts'

const signed: Signed = {
  method: 'POST',
  target: '/api/rec/query?token=t&empty=',
  body: new URLSearchParams({ data: '{"页":1}', a: 'x y' }),
  token: 't',
  secret: 'k',
  now: 1_700_000_000_123,
  nonce: 'n',
}
const headers = { 'X-Sign': '{sign}', 'X-Time': '{seconds}' }

describe('a signature', () => {
  it('is of all parameters of address and form, by name, unencoded, without the empty ones', () => {
    const of = '{parameters}&timestamp={milliseconds}&key={secret}'
    const line = 'a=x y&data={"页":1}&token=t&timestamp=1700000000123&key=k'
    const expected = createHash('md5').update(line).digest('hex').toUpperCase()
    expect(signatureOf({ of, by: 'md5', upperCase: true, headers }, signed)).toEqual({
      headers: [
        ['X-Sign', expected],
        ['X-Time', '1700000000'],
      ],
      query: [],
    })
  })

  it.each(['sha1', 'sha256'] as const)('is made by %s', (by) => {
    const of = '{method}\n{path}\n{nonce}\n{body}'
    const line = 'POST\n/api/rec/query\nn\ndata=%7B%22%E9%A1%B5%22%3A1%7D&a=x+y'
    const { query } = signatureOf({ of, by, query: { sign: '{sign}' } }, signed)
    expect(query).toEqual([['sign', createHash(by).update(line).digest('hex')]])
  })

  it('has the secret as its key with hmacSha256', () => {
    const { query } = signatureOf(
      { of: '{token}{body}', by: 'hmacSha256', query: { sign: '{sign}' } },
      { ...signed, body: '{"a":1}' },
    )
    expect(query).toEqual([['sign', createHmac('sha256', 'k').update('t{"a":1}').digest('hex')]])
  })
})
