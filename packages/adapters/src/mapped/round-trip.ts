/** A value of ours there and back through a description: those that a careless conversion is likely to lose. */
import { coordinateSystems, longestDescription, type AttachmentRef } from '@chuishao/core/ticket'
import { putValue, readValue, UnfitValue, type Place } from './convert.ts'
import type { JsonObject } from './at-path.ts'
import type { PortalDescription } from './description.ts'
import { choicesOf, type Kind } from './our-fields.ts'
import { photoNames } from './portal-photos.ts'
import { policyOf } from './portal-city.ts'
import { isSameSystem } from './write-draft.ts'

/** A value that does not come back, and what comes instead; or why it is refused, in both languages. */
export interface Trip {
  sent: unknown
  back?: unknown
  why?: string
}

/** Nothing where it comes back as it was. */
export function roundTrip(sent: unknown, place: Place): Trip[] {
  const photos = photoNames()
  const known = (value: unknown) => (isPhoto(value) ? photos.refOf('/photo.jpg') : value)
  const value = Array.isArray(sent) ? sent.map(known) : known(sent)
  try {
    const record: JsonObject = {}
    putValue(record, value, place, photos)
    const back = readValue(record, place, photos)
    return JSON.stringify(back) === JSON.stringify(value) ? [] : [{ sent: value, back }]
  } catch (error) {
    if (error instanceof UnfitValue) return [{ sent: value, why: error.message }]
    throw error
  }
}

const photo: AttachmentRef = { sha256: '0'.repeat(64), mediaType: 'image/jpeg', bytes: 1 }
const isPhoto = (value: unknown): boolean => value === photo

/** Values that a conversion is likely to lose: the ends, the middle, and what only a careless one drops. */
const samples: Partial<Record<Kind, unknown[]>> = {
  id: ['1001', 'GD-20261124_0001'],
  text: ['路灯不亮', 'line one\nline two', 'a, b; "c" \\ d', '好'.repeat(2000)],
  description: ['路灯不亮', 'line one\nline two', 'a, b; "c" \\ d', '好'.repeat(longestDescription)],
  line: ['示例路 3 号', 'a, b; "c"', '路'.repeat(200)],
  code: ['code-1'],
  phone: ['13800000000', '+86 471 0000000'],
  number: [0, 111.674321, -40.5, 0.000001],
  count: [0, 1, 4096],
  date: ['2026-03-02T01:30:00.000Z', '2026-12-31T15:59:59.000Z', '2026-12-31T16:00:00.000Z'],
  person: ['grid-1'],
  unit: ['101'],
  matter: ['101'],
  reason: ['notOurs'],
  tags: [['快', '态度好']],
  photo: [photo],
  photos: [[photo]],
  crs: [...coordinateSystems],
}

export function samplesOf(
  kind: Kind,
  description: PortalDescription,
  { as, at }: Pick<Place, 'as' | 'at'>,
): unknown[] {
  if (as && 'constant' in as && kind === 'crs')
    return coordinateSystems.filter((crs) => !isSameSystem(crs, description))
  const table = as && 'codes' in as ? [...Object.keys(as.codes), ...Object.keys(as.writtenAs ?? {})] : []
  const chosen = choicesOf(kind) ?? known(kind, description) ?? (table.length > 0 ? table : undefined)
  if (chosen === undefined && as && 'constant' in as) return []
  if (chosen === undefined && Array.isArray(at)) return [at.map((_, index) => `0${index + 1}`).join('-')]
  if (chosen === undefined) return samples[kind] ?? (kind === 'units' ? [['101', '102']] : [])
  if (kind === 'units' || kind === 'role' || kind === 'commands') return chosen.map((it) => [it])
  if (kind === 'boolean') return [true, false]
  return kind === 'level' ? chosen.map(Number) : [...chosen]
}

/** What the description itself lists. */
function known(kind: Kind, description: PortalDescription): string[] | undefined {
  const { units, matters } = description.city
  if ((kind === 'unit' || kind === 'units') && Array.isArray(units)) return units.map(({ id }) => id)
  if (kind === 'matter' && Array.isArray(matters)) return matters.map(({ code }) => code)
  return kind === 'reason' ? policyOf(description).returns.reasons.map(({ code }) => code) : undefined
}
