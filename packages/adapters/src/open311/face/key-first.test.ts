/** Nothing that somebody without a key sends is read beyond what tells that they have none. */
import { describe, expect, it } from 'vitest'
import { readErrors } from '../protocol/records.ts'
import { sampleFace, sampleKey } from '../testing/sample-face.ts'

const fields = { service_code: 'benches', address_string: '示例路1号' }
/** As much of a photo as the sample's service looks at. */
const photo = (bytes: number) => {
  const content = new Uint8Array(bytes)
  content.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return new Blob([content])
}
const piece = 16 * 1024

/** A form of which the photo never ends; counts what was taken of it. */
function endlessForm(first: Record<string, string>) {
  const part = (name: string, value: string) =>
    `--edge\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const start = Object.entries({ ...fields, ...first }).map(([name, value]) => part(name, value))
  const file = '--edge\r\nContent-Disposition: form-data; name="media"; filename="a.jpg"\r\n\r\n'
  const taken = { bytes: 0 }
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const words = new TextEncoder().encode(start.splice(0).join('') + (taken.bytes === 0 ? file : ''))
        const chunk = words.length > 0 ? words : new Uint8Array(piece)
        taken.bytes += chunk.length
        controller.enqueue(chunk)
      },
    },
    { highWaterMark: 0 },
  )
  const headers = { 'Content-Type': 'multipart/form-data; boundary=edge' }
  const init = { method: 'POST', body, headers, duplex: 'half' }
  return { init, taken }
}

/** In pieces, as a network brings it. */
async function form(entries: [string, string | Blob][]) {
  const body = new FormData()
  for (const [name, value] of entries) body.append(name, value)
  const written = new Response(body)
  const bytes = new Uint8Array(await written.arrayBuffer())
  const inPieces = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += piece) controller.enqueue(bytes.subarray(at, at + piece))
      controller.close()
    },
  })
  return { method: 'POST', headers: written.headers, body: inPieces, duplex: 'half' }
}

describe('a report with photos', () => {
  it('whose key nobody has is refused by its beginning, or by its address alone', async () => {
    const { ask } = sampleFace()
    for (const [query, first, most] of [
      ['', { api_key: 'stolen' }, 64 * 1024 + 2 * piece],
      ['', {}, 64 * 1024 + 2 * piece],
      ['?api_key=stolen', { api_key: sampleKey }, 0],
    ] as const) {
      const { init, taken } = endlessForm(first)
      const answer = await ask(`/requests.json${query}`, init)
      expect(answer.status).toBe(403)
      expect(readErrors(await answer.text())[0]?.description).toContain('before any file')
      expect(taken.bytes).toBeLessThanOrEqual(most)
    }
  })

  it('whose key is good is read to the cap', async () => {
    const { init, taken } = endlessForm({ api_key: sampleKey })
    const answer = await sampleFace().ask('/requests.json', init)
    expect(readErrors(await answer.text())[0]?.description).toContain('bodyTooLarge')
    expect(taken.bytes).toBeGreaterThan(48 * 1024 * 1024)
  })

  it('to a city that is not the one of the key is refused by its beginning', async () => {
    const { init, taken } = endlessForm({ api_key: sampleKey, jurisdiction_id: 'other.example' })
    const answer = await sampleFace({ jurisdictionId: 'one.example' }).ask('/requests.json', init)
    expect(answer.status).toBe(404)
    expect(taken.bytes).toBeLessThan(200_000)
  })

  it('is taken with the key before the photo, or in the address; behind a large photo nobody looks', async () => {
    const { ask } = sampleFace()
    const words = Object.entries(fields)
    const key: [string, string] = ['api_key', sampleKey]
    const large = photo(100_000)
    expect((await ask('/requests.json', await form([...words, key, ['media', large]]))).status).toBe(201)
    const named = `/requests.json?api_key=${sampleKey}`
    expect((await ask(named, await form([['media', large], ...words]))).status).toBe(201)
    expect((await ask('/requests.json', await form([['media', large], ...words, key]))).status).toBe(403)
    expect((await ask('/requests.json', await form([['media', photo(5_000)], ...words, key]))).status).toBe(
      201,
    )
  })
})
