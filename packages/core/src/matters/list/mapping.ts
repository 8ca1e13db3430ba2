/** Which items of the city's list the items of the district lists stand for: looked up in both directions. */
import * as z from 'zod/mini'
import { Code } from '../../ticket/primitives.ts'

export const MappingLink = z.object({
  /** The code of an item of a district's list. */
  district: Code,
  /** The code of an item of the city's list that it stands for, whole or in part. */
  city: Code,
})
export type MappingLink = z.infer<typeof MappingLink>

/** A district item may stand for several city items, and a city item be divided among many district items. */
export const MatterMapping = z.object({ links: z.array(MappingLink) })
export type MatterMapping = z.infer<typeof MatterMapping>

export interface MappingIndex {
  /** Codes of the city items that a district item stands for, in the order of the mapping. */
  cityItemsOf(districtCode: string): readonly string[]
  /** Codes of the district items that stand for a city item, in the order of the mapping. */
  districtItemsOf(cityCode: string): readonly string[]
}

const none: readonly string[] = []

export function indexMapping({ links }: MatterMapping): MappingIndex {
  const up = new Map<string, Set<string>>()
  const down = new Map<string, Set<string>>()
  for (const { district, city } of links) {
    setOf(up, district).add(city)
    setOf(down, city).add(district)
  }
  const lists = (sets: Map<string, Set<string>>) =>
    new Map([...sets].map(([code, others]) => [code, [...others]]))
  const [cityItems, districtItems] = [lists(up), lists(down)]
  return {
    cityItemsOf: (code) => cityItems.get(code) ?? none,
    districtItemsOf: (code) => districtItems.get(code) ?? none,
  }
}

function setOf(sets: Map<string, Set<string>>, key: string): Set<string> {
  const present = sets.get(key)
  if (present) return present
  const made = new Set<string>()
  sets.set(key, made)
  return made
}
