/** The city's data is large and rarely changes: it is written once and then only its tag travels. */
import type { CityData } from '@chuishao/core/lifecycle'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { namesTag } from './tagged-answer.ts'

interface Written {
  body: string
  tag: string
}

export const cityAnswers = () => {
  const written = new WeakMap<CityData, Written>()
  const write = (city: CityData): Written => {
    const body = JSON.stringify(city)
    const fresh = { body, tag: `"${bytesToHex(sha256(utf8ToBytes(body)))}"` }
    written.set(city, fresh)
    return fresh
  }
  return (request: Request, city: CityData): Response => {
    const { body, tag } = written.get(city) ?? write(city)
    const headers = { ETag: tag, 'Cache-Control': 'private, no-cache', Vary: 'Authorization' }
    if (namesTag(request, tag)) return new Response(null, { status: 304, headers })
    return new Response(body, { headers: { ...headers, 'Content-Type': 'application/json' } })
  }
}
