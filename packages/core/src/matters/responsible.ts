/** Who leads a matter of a community: first, after an escalation, and with whose help. */
import type { Matter } from '../ticket/matter.ts'
import type { Unit } from '../ticket/unit.ts'
import type { UnitLookups } from './units-index.ts'

const dutyPrefix = 'duty:'

/** The unit that `responsible` or `coUnits` names: a unit's id, or `duty:NAME` for the region's unit with that duty. */
export function namedUnit(name: string, regionCode: string, city: UnitLookups): Unit | undefined {
  return name.startsWith(dutyPrefix)
    ? city.unitWithDuty(name.slice(dutyPrefix.length), regionCode)
    : city.unit(name)
}

/**
 * The department answerable in the end for a matter in a community's region. Undefined where the list names a community:
 * work that is not on its own list does not go down to it.
 */
export function departmentFor(matter: Matter, communityId: string, city: UnitLookups): Unit | undefined {
  const community = city.unit(communityId)
  const named = community && namedUnit(matter.responsible, community.regionCode, city)
  return named?.type === 'community' ? undefined : named
}

/** Departments that usually assist; those that the region does not have are left out, as is the lead itself. */
export function coUnitsFor(matter: Matter, communityId: string, city: UnitLookups): Unit[] {
  const community = city.unit(communityId)
  if (!community) return []
  const lead = departmentFor(matter, communityId, city)
  const found = matter.coUnits.flatMap((name) => namedUnit(name, community.regionCode, city) ?? [])
  return found.filter((unit, index) => unit.id !== lead?.id && found.indexOf(unit) === index)
}

function communityOf(communityId: string, city: UnitLookups): Unit | undefined {
  const unit = city.unit(communityId)
  return unit?.type === 'community' ? unit : undefined
}

function streetOf(communityId: string, city: UnitLookups): Unit | undefined {
  const parentId = communityOf(communityId, city)?.parentId
  const parent = parentId === undefined ? undefined : city.unit(parentId)
  return parent?.type === 'street' ? parent : undefined
}

/** Who leads first, by the matter's route. Undefined where the city's data names no such unit. */
export function responsibleUnit({
  matter,
  communityId,
  city,
}: {
  matter: Matter
  communityId: string
  city: UnitLookups
}): Unit | undefined {
  switch (matter.route) {
    case 'selfGovernance':
      return communityOf(communityId, city)
    case 'street':
      return streetOf(communityId, city)
    case 'department':
      return departmentFor(matter, communityId, city)
  }
}

/**
 * Who leads after an escalation: the community's street after the community, the matter's department after the street.
 * Undefined at the top, and where the city's data names nobody higher.
 */
export function nextHigherUnit(
  matter: Matter,
  currentLeadId: string,
  communityId: string,
  city: UnitLookups,
): Unit | undefined {
  switch (city.unit(currentLeadId)?.type) {
    case 'community':
      return streetOf(communityId, city) ?? departmentFor(matter, communityId, city)
    case 'street':
      return departmentFor(matter, communityId, city)
    default:
      return undefined
  }
}
