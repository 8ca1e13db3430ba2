/** Whistles by hand, on the even background of a small city: for tests that look at one thing at a time. */
import { dateOf, dayOf } from '../common-issues/days.ts'
import type { Whistle } from '../common-issues/whistle-log.ts'

export const asOf = '2026-03-20T10:00:00.000Z'
export const today = dayOf(asOf)

/** Metres per degree around the city, near enough for placing things. */
const eastward = 84_200
const northward = 111_200

interface Wanted {
  matter?: string
  category?: string
  community?: string
  /** Days before `asOf`. */
  daysAgo: number
  /** Metres east and north of the middle of the city; absent without coordinates. */
  at?: [number, number]
  by?: string
}

/** A city whose communities 1 to 8 lie in a row, 800 m apart, four to a street, all in one district. */
export function quietCity() {
  const whistles: Whistle[] = []
  const whistle = ({ matter = 'lamp', category = 'streets', community = '1', daysAgo, at, by }: Wanted) => {
    const number = whistles.length
    const made: Whistle = {
      ticketId: `ticket-${String(number).padStart(6, '0')}`,
      at: `${dateOf(today - daysAgo)}T02:00:00.000Z`,
      matter: { code: matter, name: matter, category },
      communityId: community,
      ...(at && { point: { lng: 111.67 + at[0] / eastward, lat: 40.82 + at[1] / northward } }),
      whistler: by ?? `person-${number % 7}`,
      closings: [],
    }
    whistles.push(made)
    return made
  }
  /** Evenly over the year before the last four weeks: something every so many days. */
  const everySoOften = (days: number, wanted: Omit<Wanted, 'daysAgo'>, from = 393, to = 28) => {
    for (let daysAgo = from; daysAgo >= to; daysAgo -= days) whistle({ ...wanted, daysAgo })
  }
  for (let community = 1; community <= 8; community += 1) {
    const at: [number, number] = [community * 800, 0]
    everySoOften(3, { community: String(community), matter: 'noise', category: 'noise', at }, 393, 0)
  }
  return {
    whistles,
    whistle,
    everySoOften,
    city: {
      unit: (id: string) =>
        Number(id) >= 1 && Number(id) <= 9
          ? { regionCode: '150102', parentId: Number(id) <= 4 ? 'street-a' : 'street-b' }
          : undefined,
    },
  }
}
