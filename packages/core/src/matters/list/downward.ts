/**
 * Finds items that would make a community lead, or assist with, what is outside its own list: downward assignment
 * (摊派). A running ticket refuses it too (`downwardAssignment`); a list is told before it is used.
 */
import type { Matter } from '../../ticket/matter.ts'
import type { Sentence } from '../../ticket/primitives.ts'
import type { Unit } from '../../ticket/unit.ts'
import { namedUnit } from '../responsible.ts'
import { indexUnits } from '../units-index.ts'
import { routeNames } from './matter-words.ts'

type Assigning = Pick<Matter, 'route' | 'responsible' | 'coUnits'>

export interface DownwardAssignment<M extends Assigning = Matter> {
  matter: M
  field: 'responsible' | 'coUnits'
  /** The community as the item names it: an id, or `duty:NAME` where a region has a community with that duty. */
  name: string
  /** Communities that it comes down to. */
  communities: Unit[]
  explanation: Sentence
}

/**
 * Checks each item that starts at a street or a department. What a community settles itself is on its own list, so
 * items of the route `selfGovernance` are free to name one.
 */
export function downwardAssignments<M extends Assigning>(
  matters: Iterable<M>,
  units: readonly Unit[],
): DownwardAssignment<M>[] {
  const city = indexUnits(units)
  const regions = [...new Set(units.map(({ regionCode }) => regionCode))]
  const known = new Map<string, Unit[]>()
  const communitiesOf = (name: string): Unit[] => {
    const before = known.get(name)
    if (before) return before
    const named = new Set(regions.flatMap((region) => namedUnit(name, region, city) ?? []))
    const communities = [...named].filter(({ type }) => type === 'community')
    known.set(name, communities)
    return communities
  }
  const found: DownwardAssignment<M>[] = []
  for (const matter of matters) {
    if (matter.route === 'selfGovernance') continue
    const names = [
      { field: 'responsible', name: matter.responsible } as const,
      ...matter.coUnits.map((name) => ({ field: 'coUnits', name }) as const),
    ]
    for (const { field, name } of names) {
      const communities = communitiesOf(name)
      if (communities.length === 0) continue
      found.push({ matter, field, name, communities, explanation: explain(matter, field, name, communities) })
    }
  }
  return found
}

function explain(
  { route }: Assigning,
  field: DownwardAssignment['field'],
  name: string,
  [first, ...more]: Unit[],
): Sentence {
  const routeName = routeNames.find(([code]) => code === route)?.[1] ?? route
  const who = first?.name ?? name
  const many = more.length > 0
  return {
    zh:
      `“${name}”是${many ? `${who}等 ${more.length + 1} 个` : `${who}，属于`}社区（村），不能${field === 'responsible' ? '主办' : '协办'}` +
      `由${routeName}办理的事项（摊派）`,
    en:
      `"${name}" is ${many ? `${more.length + 1} communities, ${who} among them` : `a community, ${who}`}, and may not ` +
      `${field === 'responsible' ? 'lead' : 'assist with'} a matter of the route ${route} (downward assignment)`,
  }
}
